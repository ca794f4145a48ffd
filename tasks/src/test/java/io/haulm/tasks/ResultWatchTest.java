package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Transport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for results watches them, and nobody else. */
class ResultWatchTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** Nothing but watches. */
  private static final class Watched implements Results {
    final List<Consumer<ResultRecord>> watches = new CopyOnWriteArrayList<>();

    void succeed(String taskId) {
      ResultRecord good =
          new ResultRecord(taskId, "SUCCESS", "good", null, List.of(), null, null, null);
      List.copyOf(watches).forEach(one -> one.accept(good));
    }

    @Override
    public CompletableFuture<Void> store(ResultRecord record, Duration ttl) {
      throw new AssertionError("nothing is stored");
    }

    @Override
    public CompletableFuture<Optional<ResultRecord>> read(String taskId) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public Watch watch(String taskId, Consumer<ResultRecord> listener) {
      watches.add(listener);
      return () -> watches.remove(listener);
    }

    @Override
    public CompletableFuture<Void> forget(String taskId) {
      throw new AssertionError("nothing is forgotten");
    }

    @Override
    public CompletableFuture<Void> saveGroup(String groupId, List<String> ids, Duration ttl) {
      throw new AssertionError("nothing is saved");
    }
  }

  private final Watched results = new Watched();
  private final AsyncResult<String> result = result("t");

  private Transport transport() {
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(),
            new Class<?>[] {Transport.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("results");
              return results;
            });
  }

  private AsyncResult<String> result(String id) {
    return new SingleResult<>(id, TypeRef.of(String.class), transport(), new JacksonCodec());
  }

  @Test
  void waitingInVainLeavesNoWatch() {
    assertThatThrownBy(() -> result.get(AT_ONCE)).isInstanceOf(ResultTimeoutException.class);
    assertThat(results.watches).isEmpty();
  }

  @Test
  void waitingInVainForGroupLeavesNoWatch() {
    List<AsyncResult<String>> members = new ArrayList<>(List.of(result, result("u")));
    GroupResult<String> group = new GroupResult<>("g", members, transport());
    assertThatThrownBy(() -> group.get(AT_ONCE)).isInstanceOf(ResultTimeoutException.class);
    assertThat(results.watches).isEmpty();
  }

  @Test
  void cancelledFutureIsItsOwnersAlone() {
    CompletableFuture<String> cancelled = result.future();
    CompletableFuture<String> other = result.future();
    assertThat(cancelled.cancel(true)).isTrue();
    results.succeed("t");
    assertThat(other.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo("good");
    assertThat(result.get(SOON)).isEqualTo("good");
  }

  @Test
  @Timeout(20)
  void nobodyWatchesWhatHasEnded() {
    CompletableFuture<String> future = result.future();
    assertThat(results.watches).hasSize(1);
    results.succeed("t");
    assertThat(future.join()).isEqualTo("good");
    while (!results.watches.isEmpty()) {
      Thread.onSpinWait(); // The future's owner may know it first.
    }
    assertThat(result.get(SOON)).isEqualTo("good");
  }
}
