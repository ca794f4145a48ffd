package io.haulm.testkit.disk;

import io.haulm.journal.disk.Disk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The disk of a simulated machine. Processes come and go: each gets its own view with {@link
 * #mount}, which is dead after a crash. Same seed and same calls, same disk. One thread.
 */
public final class SimulatedDisk {
  /** How a call fails. */
  public enum Fault {
    /** The disk cannot do it. */
    IO_ERROR,
    /** There is no room. */
    NO_SPACE
  }

  private static final long NEVER = -1;

  private final SplittableRandom random;
  private final long capacityBytes;
  private final List<FolderChange> unsafeChanges = new ArrayList<>();
  private Map<String, SimulatedFile> seen = new TreeMap<>();
  private final Map<String, SimulatedFile> safe = new TreeMap<>();

  private SimulatedMount mount = new SimulatedMount(this);
  private long changes;
  private long powerLossAt = NEVER;
  private long faultAt = NEVER;
  private Fault fault = Fault.IO_ERROR;

  /**
   * A change of the folder: {@code name} is now {@code file}, or gone, and so is {@code
   * formerName}, which is empty but for a renamed file.
   */
  private record FolderChange(String name, @Nullable SimulatedFile file, String formerName) {}

  /**
   * An empty disk.
   *
   * @param capacityBytes what all files together may take
   */
  public SimulatedDisk(long seed, long capacityBytes) {
    this.random = new SplittableRandom(seed);
    this.capacityBytes = capacityBytes;
  }

  /** The disk as the process that runs now sees it. */
  public Disk mount() {
    return mount;
  }

  /** How many calls have asked for a change so far. Reads do not count. */
  public long changes() {
    return changes;
  }

  /** The power goes during the change with this number, counted as by {@link #changes}, from 1. */
  public void losePowerAt(long change) {
    powerLossAt = change;
  }

  /** The change with this number fails. */
  public void failAt(long change, Fault how) {
    faultAt = change;
    fault = how;
  }

  /** The machine stops: what was not synced is lost, torn, or there, each sector for itself. */
  public void losePower() {
    double keep = likelihood();
    double keepChanges = likelihood();
    for (FolderChange change : unsafeChanges) {
      if (random.nextDouble() < keepChanges) {
        apply(safe, change);
      }
    }
    unsafeChanges.clear();
    seen = new TreeMap<>(safe);
    seen.values().forEach(file -> file.losePower(random, keep));
    restart();
  }

  /** Often all or nothing, as a crash long after the last write or right after it is. */
  private double likelihood() {
    return switch (random.nextInt(4)) {
      case 0 -> 0.0;
      case 1 -> 1.0;
      default -> random.nextDouble();
    };
  }

  /** The process is killed: all that it wrote is there, though not yet safe. */
  public void killProcess() {
    restart();
  }

  private void restart() {
    powerLossAt = NEVER;
    faultAt = NEVER;
    mount.die();
    mount = new SimulatedMount(this);
  }

  /** The bytes of a file. */
  public byte[] contents(String name) {
    return file(name).contents();
  }

  /** Makes a file, or replaces its bytes, safely. */
  public void setContents(String name, byte[] bytes) {
    SimulatedFile file = seen.computeIfAbsent(name, _ -> new SimulatedFile());
    safe.put(name, file);
    file.setContents(bytes);
  }

  /** Damages a file. */
  public void flipBit(String name, long bit) {
    byte[] bytes = contents(name);
    bytes[(int) (bit / Byte.SIZE)] ^= (byte) (1 << (bit % Byte.SIZE));
    setContents(name, bytes);
  }

  SimulatedFile file(String name) {
    SimulatedFile file = seen.get(name);
    if (file == null) {
      throw new IllegalArgumentException("no file " + name);
    }
    return file;
  }

  /** Names of the files, sorted. */
  public List<String> names() {
    return List.copyOf(seen.keySet());
  }

  boolean exists(String name) {
    return seen.containsKey(name);
  }

  void change(String name, @Nullable SimulatedFile file, String formerName) {
    FolderChange change = new FolderChange(name, file, formerName);
    apply(seen, change);
    unsafeChanges.add(change);
  }

  private static void apply(Map<String, SimulatedFile> folder, FolderChange change) {
    folder.remove(change.formerName);
    if (change.file == null) {
      folder.remove(change.name);
    } else {
      folder.put(change.name, change.file);
    }
  }

  void syncFolder() {
    unsafeChanges.forEach(change -> apply(safe, change));
    unsafeChanges.clear();
  }

  long usableBytes() {
    return capacityBytes - seen.values().stream().mapToLong(SimulatedFile::size).sum();
  }

  /** Counts a change that is about to happen; says how it fails, or null. */
  @Nullable Fault nextChange() {
    changes++;
    return changes == faultAt ? fault : null;
  }

  /** To be called when a change has been made: the power may go with the change half on its way. */
  void changed() {
    if (changes == powerLossAt) {
      losePower();
      throw new PowerLoss();
    }
  }

  /** Whether a sync during which the power goes has still done its work. */
  boolean syncComesThrough() {
    return changes != powerLossAt || random.nextBoolean();
  }
}
