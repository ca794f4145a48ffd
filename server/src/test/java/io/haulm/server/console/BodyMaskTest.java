package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyMaskTest {
  private final BodyMask mask = new BodyMask(List.of("body.card.number", "secret", "users.*.key"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"card\":{\"number\":\"4111\",\"month\":3}}|{\"card\":{\"number\":\"***\",\"month\":3}}",
        "{\"card\":{\"number\":4111}}|{\"card\":{\"number\":\"***\"}}",
        "{\"card\":[{\"number\":1},{\"number\":2}]}|{\"card\":[{\"number\":\"***\"},{\"number\":\"***\"}]}",
        "{ \"secret\" : {\"a\":[1,2]}, \"b\":1}|{ \"secret\" : \"***\", \"b\":1}",
        "[{\"secret\":\"x\"}]|[{\"secret\":\"***\"}]",
        "{\"users\":{\"a\":{\"key\":1},\"b\":{\"key\":2}}}|{\"users\":{\"a\":{\"key\":\"***\"},\"b\":{\"key\":\"***\"}}}",
        "{\"secret\":\"é\\\"}\",\"b\":1}|{\"secret\":\"***\",\"b\":1}",
        "{\"se\\u0063ret\":1}|{\"se\\u0063ret\":\"***\"}",
      })
  void whatAPathLeadsToIsHidden(String body, String shown) {
    BodyMask.Masked masked = apply(body);

    assertThat(text(masked)).isEqualTo(shown);
    assertThat(masked.hasHidden()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"secret\":\"hal|{\"a\":1\"***\"",
        "{\"a\":1,\"secret\":{\"x\":\"hal|{\"a\":1\"***\"",
        "{\"a\":1 oops \"secret\":2}|{\"a\":1\"***\"",
        "{\"a\":1}{\"secret\":2}|{\"a\":1}\"***\"",
      })
  void fromABreakOnAllIsHidden(String body, String shown) {
    assertThat(text(apply(body))).startsWith(shown.substring(0, 6)).doesNotContain("hal");
    assertThat(text(apply(body))).isEqualTo(shown);
  }

  @Test
  void everyBeginningOfABodyKeepsTheSecret() {
    String body = "{\"a\":[1,2],\"secret\":\"hidden\",\"card\":{\"number\":\"hidden\"},\"z\":0}";

    for (int length = 0; length <= body.length(); length++) {
      assertThat(text(apply(body.substring(0, length)))).as("first %s", length).doesNotContain("h");
    }
  }

  @Test
  void aBodyInAnotherEncodingIsHidden() {
    byte[] body = "{\"secret\":\"hidden\"}".getBytes(StandardCharsets.UTF_16);

    assertThat(new String(mask.apply(body).bytes(), StandardCharsets.UTF_16))
        .doesNotContain("hidden");
  }

  @Test
  void whatHasNoFieldsIsShown() {
    assertThat(text(apply("secret: 5"))).isEqualTo("secret: 5");
    assertThat(text(apply(""))).isEmpty();
    assertThat(apply("{\"open\":1}").hasHidden()).isFalse();
    assertThat(BodyMask.NONE.apply("{\"secret\":1}".getBytes(StandardCharsets.UTF_8)).hasHidden())
        .isFalse();
  }

  @Test
  void thePathOfNothingHidesAllBodies() {
    byte[] text = "plain".getBytes(StandardCharsets.UTF_8);

    assertThat(text(new BodyMask(List.of("body")).apply(text))).isEqualTo("\"***\"");
  }

  private BodyMask.Masked apply(String body) {
    return mask.apply(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(BodyMask.Masked masked) {
    return new String(masked.bytes(), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String shown(String body) {
    return text(mask.apply(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void textThatIsJsonIsLookedInto() {
    assertThat(shown("{\"a\":\"{\\\"secret\\\":\\\"x\\\",\\\"b\\\":1}\"}"))
        .isEqualTo("{\"a\":\"{\\\"secret\\\":\\\"***\\\",\\\"b\\\":1}\"}");
  }

  @Test
  void messageOfCelerysIsLookedIntoAndKeepsItsShape() {
    String message = "{\"body\":\"%s\",\"properties\":{\"body_encoding\":\"base64\"}}";
    String hidden = "[[],{\"card\":{\"number\":\"***\"}},{}]";

    assertThat(shown(message.formatted(base64("[[],{\"card\":{\"number\":\"4111\"}},{}]"))))
        .isEqualTo(message.formatted(base64(hidden)));
  }

  @Test
  void messageOfCelerysThatCannotBeLookedIntoIsHidden() {
    String message = "{\"body\":\"%s\",\"properties\":{\"body_encoding\":\"base64\"}}";

    assertThat(shown(message.formatted("gAJ9cQBYBAAAAGNhcmQ=")))
        .isEqualTo(message.formatted("***"));
  }

  @Test
  void bodyInBase64IsLookedInto() {
    assertThat(shown(base64("{\"secret\":1}"))).isEqualTo(base64("{\"secret\":\"***\"}"));
  }

  @Test
  void whatIsWrappedTooDeeplyIsHidden() {
    String wrapped = "{\"secret\":\"x\"}";
    for (int i = 0; i <= WrappedJson.DEPTH_MAX; i++) {
      wrapped = "[\"" + base64(wrapped) + "\"]";
    }
    String all = shown(wrapped);
    for (int i = 0; i <= WrappedJson.DEPTH_MAX; i++) {
      all =
          new String(
              Base64.getDecoder().decode(all.substring(2, all.length() - 2)),
              StandardCharsets.UTF_8);
    }

    assertThat(all).isEqualTo("\"***\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"body\":\"ewe\"}", "{\"a\":\"Welcome home\"}", "Welcome", "ewes are sheep"})
  void wordsAreShownAsTheyAre(String body) {
    assertThat(shown(body)).isEqualTo(body);
  }

  @Test
  void fieldsOfHashesAndStreamsAreFields() {
    byte[] value = "4111".getBytes(StandardCharsets.UTF_8);
    byte[] card = "{\"number\":1}".getBytes(StandardCharsets.UTF_8);

    assertThat(text(mask.applyToField("secret", value))).isEqualTo("\"***\"");
    assertThat(text(mask.applyToField("other", value))).isEqualTo("4111");
    assertThat(text(mask.applyToField("card", card))).isEqualTo("{\"number\":\"***\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"body.items.0.sku", "items[0].sku", "items[*].sku", "items.sku"})
  void elementOfAnArrayIsHiddenHoweverItIsWritten(String path) {
    BodyMask items = new BodyMask(List.of(path));
    String body = "{\"items\":[{\"sku\":\"x\"},{\"sku\":\"y\"}]}";

    assertThat(text(items.apply(body.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("{\"items\":[{\"sku\":\"***\"},{\"sku\":\"***\"}]}");
  }

  @Test
  void bodyWhoseFieldsCannotBeToldIsHidden() {
    byte[] pickle = {(byte) 0x80, 4, 1, 2, '.'};
    byte[] packed = {(byte) 0x81, (byte) 0xa6, 's', 'e', 'c', 'r', 'e', 't', 1};

    assertThat(text(mask.apply(pickle))).isEqualTo("\"***\"");
    assertThat(text(mask.apply(packed))).isEqualTo("\"***\"");
    assertThat(shown("a:1:{s:6:\"secret\";i:1;}")).isEqualTo("\"***\"");
    assertThat(text(BodyMask.NONE.apply(pickle)))
        .isEqualTo(text(new BodyMask.Masked(pickle, true)));
  }

  @Test
  void jsonThatIsATextOfJsonIsLookedInto() {
    assertThat(shown("\"{\\\"secret\\\":1}\"")).isEqualTo("\"{\\\"secret\\\":\\\"***\\\"}\"");
  }
}
