package io.haulm.journal.disk;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One folder of a disk. Names are plain file names.
 *
 * <p>What is written is safe only after {@link DiskFile#sync}; that a file exists, is gone or has a
 * new name is safe only after {@link #syncFolder}. Thread-safe. A full disk is told by {@link
 * DiskFullException}, any other fault by {@link IOException}.
 */
public interface Disk {
  /** Opens a new, empty file to read and write; replaces an existing one. */
  DiskFile create(String name) throws IOException;

  /** Opens an existing file to read and write. */
  DiskFile open(String name) throws IOException;

  /** Opens an existing file to read. */
  DiskFile openForReading(String name) throws IOException;

  /** Deletes a file; one that does not exist is no error. An open file can be read on. */
  void delete(String name) throws IOException;

  /** Gives a file a new name, in place of the file that has it, if any. */
  void rename(String from, String to) throws IOException;

  /** The names of all files, sorted. */
  List<String> list() throws IOException;

  /** Makes creations, deletions and renames safe. */
  void syncFolder() throws IOException;

  /** Bytes that can still be written to this disk. */
  long usableBytes() throws IOException;

  /**
   * Makes this process the only owner of the folder until the result is closed or the process ends.
   *
   * @param name file that holds the lock, and the owner's process id as text
   * @throws FolderLockedException when somebody else is the owner
   */
  Closeable lock(String name) throws IOException;
}
