package io.haulm.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The user that the process becomes for {@code -u}. The JDK has no call for it, so the C library is
 * asked; it changes all threads of the process together.
 *
 * @param name the user's name
 * @param userId its number
 * @param groupId the number of its first group
 */
record ProcessUser(String name, int userId, int groupId) {
  // struct passwd begins with two pointers and then has the two numbers, on Linux and on macOS.
  private static final long USER_ID_OFFSET = 16;
  private static final long GROUP_ID_OFFSET = 20;
  private static final long PREFIX_BYTES = 24;

  /** Looks a user up. */
  static ProcessUser named(String name) throws UserErrorException {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle find =
          function("getpwnam", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      MemorySegment entry = (MemorySegment) find.invokeExact(arena.allocateFrom(name));
      if (entry.address() == 0) {
        throw new UserErrorException(ExitCodes.USER_UNKNOWN, "-u " + name + ": no such user");
      }
      MemorySegment passwd = entry.reinterpret(PREFIX_BYTES);
      return new ProcessUser(
          name,
          passwd.get(ValueLayout.JAVA_INT, USER_ID_OFFSET),
          passwd.get(ValueLayout.JAVA_INT, GROUP_ID_OFFSET));
    } catch (UserErrorException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("getpwnam can be called", e);
    }
  }

  /** Makes the process this user, for good. Groups first: afterwards it may not change them. */
  void become() throws UserErrorException {
    FunctionDescriptor takesNumber =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      int effectiveUser =
          (int) function("geteuid", FunctionDescriptor.of(ValueLayout.JAVA_INT)).invokeExact();
      if (effectiveUser == 0) {
        requireZero("initgroups", initGroups());
      }
      requireZero("setgid", (int) function("setgid", takesNumber).invokeExact(groupId));
      requireZero("setuid", (int) function("setuid", takesNumber).invokeExact(userId));
    } catch (UserErrorException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("setgid and setuid can be called", e);
    }
  }

  private int initGroups() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle initGroups =
          function(
              "initgroups",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
      return (int) initGroups.invokeExact(arena.allocateFrom(name), groupId);
    }
  }

  private void requireZero(String call, int result) throws UserErrorException {
    if (result != 0) {
      throw new UserErrorException(
          ExitCodes.USER_REFUSED,
          "-u " + name + ": " + call + " was refused; start as root to become another user");
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(address, descriptor);
  }
}
