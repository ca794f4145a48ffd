package io.haulm.journal.disk;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What is made in a data folder holds the bodies of jobs, so nobody but the server's user may read
 * it, from the moment on when it is there. What exists already keeps its permissions. Where the
 * file system knows no such permissions there are none to give.
 */
final class OwnerOnly {
  private static final FileAttribute<?>[] FILE = attributes("rw-------");
  private static final FileAttribute<?>[] FOLDER = attributes("rwx------");
  private static final FileAttribute<?>[] NONE = {};

  private OwnerOnly() {}

  private static FileAttribute<?>[] attributes(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  /** What a new file at this path gets. */
  static FileAttribute<?>[] ofFile(Path path) {
    return isPosix(path) ? FILE : NONE;
  }

  /** What a new folder at this path gets. */
  static FileAttribute<?>[] ofFolder(Path path) {
    return isPosix(path) ? FOLDER : NONE;
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
