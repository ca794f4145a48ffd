package io.haulm.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import org.junit.jupiter.api.Test;

/** Clients that ask for much and do not read cannot fill the server's memory. */
class AnswerLimitsTest {
  @Test
  void budgetIsTakenAndGivenBack() {
    ByteBudget budget = new ByteBudget(100);

    assertThat(budget.take(101)).isFalse();
    assertThat(budget.take(60)).isTrue();
    assertThat(budget.take(41)).isFalse();
    assertThat(budget.take(40)).isTrue();
    budget.give(60);
    assertThat(budget.take(60)).isTrue();
  }

  @Test
  void manyStreamsShareOneTextThatTheyAreTold() {
    byte[] json = "{}".getBytes(US_ASCII);
    EmbeddedChannel channel = new EmbeddedChannel();
    EventStream stream = new EventStream(channel, () -> true);

    assertThat(stream.send("snapshot", json)).isTrue();

    HttpContent content = channel.readOutbound();
    assertThat(content.content().toString(US_ASCII)).isEqualTo("event: snapshot\ndata: {}\n\n");
    json[0] = '[';
    // It is the same array still.
    assertThat(content.content().toString(US_ASCII)).contains("data: [}");
    assertThat(content.release()).isTrue();
  }
}
