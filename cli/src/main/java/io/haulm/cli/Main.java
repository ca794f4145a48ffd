package io.haulm.cli;

/** The {@code haulm} command. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.out.println("Haulm 0.1.0 " + String.join(" ", args));
  }
}
