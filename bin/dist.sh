# Sourced by ./haulm. Builds Haulm into a folder from which it runs, and knows whether that is due.
# Needs $root, the project's folder, JAVA_HOME, and $product: the module whose command is wanted,
# `cli` or `bench`.
#
#   .haulm/cli/dist-N/lib        the jars of one build
#   .haulm/cli/dist-N/haulm.aot  what the JVM learnt in a training run; a start is then much faster
#   .haulm/cli/current           holds the name of the newest dist-N; its age is the build's age
#   .haulm/lock                  a link to the id of the process that builds
#
# Each build gets a folder of its own: a server that still runs keeps its jars.

state=$root/.haulm/$product
build_log=$state/build.log
lock=$root/.haulm/lock
case $product in
  bench) modules_of_the_product="engine client tasks bench" ;;
  *) modules_of_the_product="engine journal server client cli" ;;
esac

# True when a build is there and no source is newer. Folders count too, so that a deleted or
# renamed file is noticed.
dist_is_current() {
  [ -f "$state/current" ] && [ -d "$(dist_folder)/lib" ] || return 1
  local module sources=("$root/pom.xml" "$root/bin/dist.sh")
  for module in $modules_of_the_product; do
    sources+=("$root/$module/pom.xml" "$root/$module/src/main")
  done
  # Of the console only the bundle gets into the product.
  [ "$product" = bench ] || sources+=("$root/console/pom.xml" "$root/console/dist")
  [ -z "$(find "${sources[@]}" -newer "$state/current" -print 2>/dev/null | head -n 1)" ]
}

# Prints the folder of the newest build.
dist_folder() {
  printf '%s\n' "$state/$(cat "$state/current")"
}

# Prints the class path of the build in folder $1.
dist_class_path() {
  local jar path=
  for jar in "$1"/lib/*.jar; do
    path=${path:+$path:}$jar
  done
  printf '%s\n' "$path"
}

# Sets java_options for the build in folder $1. Reasons: docs/decisions/java-options.md.
dist_java_options() {
  java_options=(
    -XX:+UseSerialGC
    -Xmn8m
    -XX:+UseCompactObjectHeaders
    -XX:MaxDirectMemorySize=1024g
    -XX:TrimNativeHeapInterval=10000
    -Xss512k
    -XX:-UsePerfData
    -XX:+ExitOnOutOfMemoryError
    --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow
  )
  if [ -f "$1/haulm.aot" ]; then
    # A cache that does not fit (another JDK, other options) is no error: the start is only slower.
    java_options+=("-XX:AOTCache=$1/haulm.aot" -Xlog:aot=off -Xlog:cds=off)
  fi
}

# Builds, unless another process has just done so.
dist_build() {
  if ! mkdir -p "$state" 2>/dev/null || [ ! -w "$state" ]; then
    echo "haulm: must be built first, but $state cannot be written." >&2
    return 1
  fi
  dist_lock
  trap 'rm -f "$lock"' EXIT
  local status=0
  if ! dist_is_current; then
    dist_build_locked || status=1
  fi
  rm -f "$lock"
  trap - EXIT
  return "$status"
}

# Waits until this process is the only one that builds. A link is made in one step and can hold
# the owner's id, so that the lock of a process that was killed is seen to be stale.
dist_lock() {
  local owner told=
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -f "$lock"
      continue
    fi
    if [ -z "$told" ]; then
      echo "haulm: waiting for the build that process $owner runs ..." >&2
      told=yes
    fi
    sleep 0.2
  done
}

dist_build_locked() {
  if [ -f "$state/current" ]; then
    echo "haulm: building (sources have changed) ..." >&2
  else
    echo "haulm: building (first start, about a minute) ..." >&2
  fi
  # Sources that change while the build runs must count as newer than it.
  local began=$state/current.new
  local name
  name=dist-$(date +%Y%m%d%H%M%S)-$$
  : >"$began"
  if ! dist_compile >"$build_log" 2>&1; then
    dist_report_failure
    return 1
  fi
  cp -Rp "$root/$product/target/dist" "$state/$name"
  [ "$product" != cli ] || dist_train "$state/$name"
  # Writing would make the mark younger than the sources read; so its age is put back.
  echo "$name" >"$state/current.name"
  touch -r "$began" "$state/current.name"
  mv -f "$state/current.name" "$state/current"
  rm -f "$began"
  dist_remove_old
}

dist_compile() {
  rm -rf "$root/$product/target/dist"
  (cd "$root" && "$(maven_for "$root")" -B -pl "$product" -am package \
    -Dmaven.test.skip=true -Dspotless.check.skip=true) </dev/null
}

dist_report_failure() {
  # Maven ends with advice about itself; what is wrong stands before it.
  sed '/^\[ERROR\] -> \[Help 1\]/,$d' "$build_log" | tail -n 20 >&2
  echo "haulm: the build failed; all of its output: $build_log" >&2
}

# Records what the JVM loads and compiles while a server starts and serves. Without the result
# Haulm works as well, so a failure is only noted in the log.
dist_train() {
  dist_java_options "$1"
  "$JAVA_HOME/bin/java" "${java_options[@]}" "-XX:AOTCacheOutput=$1/haulm.aot" \
    -cp "$(dist_class_path "$1")" io.haulm.cli.StartupTraining </dev/null >>"$build_log" 2>&1 \
    || rm -f "$1/haulm.aot"
}

# Keeps the newest build and the one before it, from which a server may just be starting.
dist_remove_old() {
  local folder
  for folder in $(cd "$state" && ls -dt dist-*/ | tail -n +3); do
    rm -rf "${state:?}/$folder"
  done
}
