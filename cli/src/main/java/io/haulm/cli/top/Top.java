package io.haulm.cli.top;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The screen that stays until the user leaves. */
public final class Top {
  private static final long KEY_MILLIS = 100;
  private static final long PAGE_MILLIS = 2000;
  private static final long FAILURES_MILLIS = 10_000;
  private static final int WIDTH_MIN = 40;
  private static final int HEIGHT_MIN = 10;

  private final TopOptions options;
  private final Model model = new Model();
  private final BlockingQueue<Consumer<Model>> inbox = new LinkedBlockingQueue<>();
  private final AtomicBoolean isInterrupted = new AtomicBoolean();
  private long pageNanos;
  private long failuresNanos;
  private int shownWidth;
  private int shownHeight;

  private Top(TopOptions options) {
    this.options = options;
  }

  /**
   * Shows the server until the user leaves or interrupts; the terminal is then as it was.
   *
   * @throws ApiException when there is no terminal
   */
  public static void run(TopOptions options) throws ApiException {
    try (Terminal terminal =
        TerminalBuilder.builder().name("haulm").system(true).dumb(false).build()) {
      new Top(options).show(terminal);
    } catch (IOException | IllegalStateException e) {
      throw new ApiException("there is no terminal to show it in; use --once");
    }
  }

  private void show(Terminal terminal) throws IOException {
    Attributes before = terminal.enterRawMode();
    takeInterruptsAsKeys(terminal);
    Thread restoring = new Thread(() -> restore(terminal, before));
    // Also when the process is ended from outside.
    Runtime.getRuntime().addShutdownHook(restoring);
    terminal.handle(Signal.INT, _ -> isInterrupted.set(true));
    terminal.handle(Signal.WINCH, _ -> inbox.add(_ -> {}));
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    try (Api api = new Api(options);
        ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Thread events = Thread.ofVirtual().start(new EventReader(api, inbox));
      try {
        loop(terminal, new Acts(api, executor, inbox));
      } finally {
        events.interrupt();
        executor.shutdownNow();
      }
    } finally {
      restore(terminal, before);
      Runtime.getRuntime().removeShutdownHook(restoring);
    }
  }

  /**
   * Control-C is a key like any other: as a signal it would also go to whoever started this
   * program, and a shell's script would end there instead of going on after it.
   */
  private static void takeInterruptsAsKeys(Terminal terminal) {
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(LocalFlag.ISIG, false);
    terminal.setAttributes(raw);
  }

  private void loop(Terminal terminal, Acts acts) throws IOException {
    Control control = new Control(model, acts);
    Display display = new Display(terminal, true);
    NonBlockingReader reader = terminal.reader();
    boolean isStale = true;
    while (!control.isOver() && !isInterrupted.get()) {
      for (var task = inbox.poll(); task != null; task = inbox.poll()) {
        task.accept(model);
        isStale = true;
      }
      if (isStale) {
        paint(terminal, display);
      }
      Key key = Key.read(reader, KEY_MILLIS);
      isStale = key.kind() != Key.Kind.NONE;
      control.press(key);
      refresh(acts);
    }
  }

  /** What no event tells is asked for now and then. */
  private void refresh(Acts acts) {
    long now = System.nanoTime();
    boolean isLive = model.disconnectedSince().isEmpty();
    if (isLive && model.tab() != Tab.TUBES && now - pageNanos > PAGE_MILLIS * 1_000_000) {
      pageNanos = now;
      acts.load(model.tab(), model.filter());
    }
    if (isLive && now - failuresNanos > FAILURES_MILLIS * 1_000_000) {
      failuresNanos = now;
      acts.loadFailures();
    }
  }

  private void paint(Terminal terminal, Display display) {
    Size size = terminal.getSize();
    int width = Math.max(WIDTH_MIN, size.getColumns());
    int height = Math.max(HEIGHT_MIN, size.getRows());
    if (width != shownWidth || height != shownHeight) {
      // What the terminal made of the old lines is not known.
      display.resize(height, width);
      display.clear();
      shownWidth = width;
      shownHeight = height;
    }
    List<AttributedString> lines = Painter.paint(model, width, height, options.hasColour());
    display.update(lines, -1);
    terminal.flush();
  }

  private static void restore(Terminal terminal, Attributes before) {
    terminal.puts(Capability.exit_ca_mode);
    terminal.puts(Capability.cursor_normal);
    terminal.setAttributes(before);
    terminal.flush();
  }
}
