package io.haulm.server.shard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Command;
import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.FactLog;
import io.haulm.engine.Reply;
import io.haulm.journal.BodyReceiver;
import io.haulm.server.store.Store;
import io.haulm.server.store.StoreStats;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When replies leave, with a journal whose progress the test decides. */
class ReplyGateTest {
  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final Shard shard = new Shard(loop.eventLoop(), new ShardClock());
  private final HandDrivenStore store = new HandDrivenStore(shard);

  @BeforeEach
  void begin() {
    shard.begin(store);
    loop.runPendingTasks();
  }

  @AfterEach
  void end() {
    loop.finishAndReleaseAll();
  }

  @Test
  void replyLeavesOnlyWhenItsTurnIsDurable() {
    Echo client = connect();

    client.say("a");
    assertThat(client.heard()).isEmpty();

    becomeDurable(1);
    assertThat(client.heard()).isEqualTo("a");
  }

  @Test
  void laterReplyWaitsWhileAnEarlierOneLeaves() {
    Echo client = connect();
    client.say("a");
    client.say("b");

    becomeDurable(1);
    assertThat(client.heard()).isEqualTo("a");

    becomeDurable(2);
    assertThat(client.heard()).isEqualTo("b");
  }

  @Test
  void earlyReplyWaitsForNothingButItsPlaceInTheRow() {
    Echo eager = connect();
    eager.output().setEarly(true);
    eager.say("a");
    assertThat(eager.heard()).isEqualTo("a");

    Echo changing = connect();
    changing.say("a");
    changing.output().setEarly(true);
    changing.say("b");
    assertThat(changing.heard()).isEmpty();
    becomeDurable(2);
    assertThat(changing.heard()).isEqualTo("ab");

    changing.output().setEarly(false);
    changing.say("c");
    assertThat(changing.heard()).isEmpty();
  }

  @Test
  void connectionsAreLetGoInTheOrderOfTheirTurns() {
    Echo first = connect();
    Echo second = connect();
    first.say("a");
    second.say("b");

    becomeDurable(1);

    assertThat(first.heard()).isEqualTo("a");
    assertThat(second.heard()).isEmpty();
    becomeDurable(2);
    assertThat(second.heard()).isEqualTo("b");
  }

  @Test
  void repliesOfOneTurnLeaveInOneWrite() {
    Echo client = connect();
    client.sayWithoutEndOfTurn("a");
    client.sayWithoutEndOfTurn("b");
    loop.runPendingTasks();

    becomeDurable(1);

    assertThat(client.nextWrite()).isEqualTo("ab");
    assertThat(client.nextWrite()).isEmpty();
  }

  @Test
  void replyLeavesAtOnceWhenItsTurnIsDurableAlready() {
    Echo client = connect();
    store.durable = Long.MAX_VALUE;

    client.say("a");

    assertThat(client.heard()).isEqualTo("a");
  }

  @Test
  void nothingLeavesAfterAFailure() {
    Echo client = connect();
    client.say("a");

    shard.fail(new IllegalStateException("a test says so"));
    becomeDurable(1);

    assertThat(client.heard()).isEmpty();
    client.say("b");
    assertThat(client.heard()).isEmpty();
  }

  @Test
  void replyToAConnectionThatIsGoneIsForgotten() {
    Echo client = connect();
    Echo other = connect();
    client.say("a");
    other.say("b");

    var _ = client.channel.close();
    loop.runPendingTasks();
    becomeDurable(5);

    assertThat(other.heard()).isEqualTo("b");
  }

  @Test
  void questionIsAnsweredOnlyWhenItsTurnIsDurable() {
    CompletableFuture<Long> answer = shard.ask(Engine::lastJobId);
    loop.runPendingTasks();
    assertThat(answer).isNotDone();

    becomeDurable(1);

    assertThat(answer).isCompletedWithValue(0L);
  }

  @Test
  void questionWaitsForWhatWasDoneBeforeIt() {
    Echo client = connect();
    client.sayWithoutEndOfTurn("a");
    CompletableFuture<Long> answer = shard.ask(Engine::lastJobId);
    loop.runPendingTasks();

    becomeDurable(1);
    assertThat(client.heard()).isEqualTo("a");
    assertThat(answer).isNotDone();

    becomeDurable(2);
    assertThat(answer).isDone();
  }

  @Test
  void questionThatWaitsWhenTheServerFailsIsRefused() {
    CompletableFuture<Long> early = shard.ask(Engine::lastJobId);
    loop.runPendingTasks();

    shard.fail(new IllegalStateException("a test says so"));
    CompletableFuture<Long> late = shard.ask(Engine::lastJobId);

    assertThat(early.exceptionNow()).isInstanceOf(ShardEndedException.class);
    assertThat(late.exceptionNow()).isInstanceOf(ShardEndedException.class);
  }

  @Test
  void questionThatThrowsStopsTheServer() {
    CompletableFuture<Long> answer =
        shard.ask(_ -> {
          throw new IllegalStateException("a test says so");
        });
    loop.runPendingTasks();

    assertThat(answer.exceptionNow()).isInstanceOf(ShardEndedException.class);
    assertThat(shard.failure()).isDone();
  }

  @Test
  void questionIsRefusedWhenTheServerEnds() {
    CompletableFuture<Long> answer = shard.ask(Engine::lastJobId);
    loop.runPendingTasks();

    shard.ended();

    assertThat(answer.exceptionNow()).isInstanceOf(ShardEndedException.class);
  }

  private Echo connect() {
    shard.connecting();
    Echo echo = new Echo(shard);
    echo.channel = new EmbeddedChannel(echo);
    return echo;
  }

  private void becomeDurable(long position) {
    store.durable = position;
    shard.durable(position);
    loop.runPendingTasks();
  }

  /** Answers with what it is told, which counts as a turn of the loop. */
  private final class Echo extends Connection {
    private EmbeddedChannel channel = new EmbeddedChannel();

    Echo(Shard shard) {
      super(shard);
    }

    @Override
    public String face() {
      return "echo";
    }

    void say(String text) {
      sayWithoutEndOfTurn(text);
      loop.runPendingTasks();
    }

    void sayWithoutEndOfTurn(String text) {
      channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    String heard() {
      StringBuilder all = new StringBuilder();
      for (String next = nextWrite(); !next.isEmpty(); next = nextWrite()) {
        all.append(next);
      }
      return all.toString();
    }

    String nextWrite() {
      ByteBuf written = channel.readOutbound();
      if (written == null) {
        return "";
      }
      String text = written.toString(ISO_8859_1);
      written.release();
      return text;
    }

    @Override
    protected void received(ByteBuf bytes) {
      shard().apply(new Command.ListTubeUsed(session()));
      output().buffer().writeBytes(bytes);
    }

    @Override
    protected void answered(Reply reply) {
      throw new AssertionError("an echo waits for nothing");
    }

    @Override
    protected boolean hasKeptInput() {
      return false;
    }

    @Override
    protected void resumed() {}

    @Override
    protected void closed() {}
  }

  /** Each turn takes one position; which are durable, the test says. */
  private static final class HandDrivenStore implements Store {
    private final Engine engine;
    private long committed;
    private long durable;

    HandDrivenStore(Shard shard) {
      engine = new Engine(new EngineOptions(1 << 20, false), FactLog.NONE, shard::carryOut);
    }

    @Override
    public Engine engine() {
      return engine;
    }

    @Override
    public long commit() {
      committed++;
      return committed;
    }

    @Override
    public long durablePosition() {
      return durable;
    }

    @Override
    public boolean isCongested() {
      return false;
    }

    @Override
    public void readBody(long position, BodyReceiver receiver) {
      throw new AssertionError("all bodies are in memory");
    }

    @Override
    public StoreStats stats() {
      throw new AssertionError("nobody asks for figures");
    }

    @Override
    public void close() {}
  }
}
