# Sourced by ./haulm and ./build. Finds the JDK and the Maven to work with.

jdk_wanted=25

# Prints the feature version (25 for 25.0.3) of the JDK in folder $1; nothing when there is none.
# The release file answers in a millisecond where `java -version` needs fifty.
jdk_version_in() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_is_new_enough() {
  local version
  version=$(jdk_version_in "$1")
  [ -n "$version" ] && [ "$version" -ge "$jdk_wanted" ]
}

# Prints the folder of the JDK that owns the `java` on PATH, which is often a chain of links.
jdk_on_path() {
  local java target
  java=$(command -v java) || return 0
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

# Prints every folder where a JDK may lie, best guess first, one in a line.
jdk_candidates() {
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  jdk_on_path
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$jdk_wanted+" 2>/dev/null || true
  fi
  local folder
  for folder in /usr/lib/jvm/* /usr/java/* /opt/* "${HOME:-/}"/.sdkman/candidates/java/* \
    "${HOME:-/}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    printf '%s\n' "$folder"
  done
}

# Sets JAVA_HOME to a JDK that is new enough. $1 is who asks, for the message when there is none.
use_jdk() {
  local folder
  while IFS= read -r folder; do
    if jdk_is_new_enough "$folder"; then
      export JAVA_HOME=$folder
      return 0
    fi
  done <<EOF
$(jdk_candidates)
EOF
  echo "$1: no JDK $jdk_wanted or newer found in JAVA_HOME, on PATH or in the usual places." >&2
  echo "$1: install one (https://adoptium.net, or your system's packages) or point JAVA_HOME at it." >&2
  return 1
}

# Prints the Maven command for the project in folder $1: the installed one, else the wrapper.
maven_for() {
  command -v mvn || printf '%s\n' "$1/mvnw"
}
