package io.haulm.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.MonthDay;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values through text and back. */
class JacksonCodecTest {

  private record Money(BigDecimal amount, double rate) {}

  private record Counted(@Nullable String text, int count) {}

  private record Various(
      Optional<String> maybe,
      OptionalInt count,
      Period period,
      Year year,
      YearMonth month,
      MonthDay day,
      ZoneId zone,
      ZoneOffset offset) {}

  private final Codec codec = new JacksonCodec();

  private <T> T throughText(T value, TypeRef<T> type) {
    return codec.fromTree(codec.read(codec.write(codec.toTree(value))), type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890.123456789012345",
        "0.12345678901234567890123",
        "1.10",
        "-0.0000001",
        "7"
      })
  void decimalsKeepTheirDigits(String text) {
    Money money = new Money(new BigDecimal(text), 0.1);
    assertThat(throughText(money, TypeRef.of(Money.class))).isEqualTo(money);
  }

  @Test
  void fractionsWithoutTypeAreDoubles() {
    Object tree = codec.read("{\"a\": [1.5, {\"b\": 0.1}], \"c\": 2}".getBytes(UTF_8));
    assertThat(codec.fromTree(tree, TypeRef.of(Object.class)))
        .isEqualTo(Map.of("a", List.of(1.5, Map.of("b", 0.1)), "c", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"text\": \"x\"}", "{\"count\": null}", "{\"count\": 1.9}"})
  void numberThatIsMissingOrNotWholeIsRefused(String json) {
    Object tree = codec.read(json.getBytes(UTF_8));
    assertThatThrownBy(() -> codec.fromTree(tree, TypeRef.of(Counted.class)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("count");
  }

  @Test
  void referenceMayBeMissing() {
    Object tree = codec.read("{\"count\": 2}".getBytes(UTF_8));
    assertThat(codec.fromTree(tree, TypeRef.of(Counted.class))).isEqualTo(new Counted(null, 2));
  }

  @Test
  void typesOfTheJdkTravel() {
    Various full =
        new Various(
            Optional.of("x"),
            OptionalInt.of(7),
            Period.ofMonths(3),
            Year.of(2026),
            YearMonth.of(2026, 11),
            MonthDay.of(2, 29),
            ZoneId.of("Europe/Berlin"),
            ZoneOffset.ofHours(2));
    assertThat(throughText(full, TypeRef.of(Various.class))).isEqualTo(full);
    Various empty =
        new Various(
            Optional.empty(),
            OptionalInt.empty(),
            full.period(),
            full.year(),
            full.month(),
            full.day(),
            full.zone(),
            full.offset());
    assertThat(throughText(empty, TypeRef.of(Various.class))).isEqualTo(empty);
  }

  @Test
  void textOfTheGreatestLengthIsReadAgainAndOneByteMoreIsNotWritten() {
    char[] letters = new char[JacksonCodec.TEXT_BYTES_MAX - 2];
    Arrays.fill(letters, 'a');
    String longest = new String(letters);
    assertThat(longest.equals(codec.read(codec.write(longest)))).isTrue();
    assertThatThrownBy(() -> codec.write(longest + "a"))
        .isInstanceOf(CodecException.class)
        .hasMessage("too long: 67108865 bytes of JSON, at most 67108864");
  }

  private static Object nested(int depth) {
    Object tree = "the core";
    for (int i = 0; i < depth; i++) {
      tree = i % 2 == 0 ? List.of(tree) : Map.of("inner", tree);
    }
    return tree;
  }

  @Test
  void deepestTreeIsReadAgainAndWhatIsDeeperIsRefused() {
    Object deepest = nested(JacksonCodec.NESTING_MAX);
    Object read = throughText(deepest, TypeRef.of(Object.class));
    assertThat(codec.write(read)).isEqualTo(codec.write(deepest));
    Object tooDeep = nested(JacksonCodec.NESTING_MAX + 1);
    assertThatThrownBy(() -> codec.write(tooDeep)).isInstanceOf(CodecException.class);
    byte[] text = "[".repeat(JacksonCodec.NESTING_MAX + 1).getBytes(UTF_8);
    assertThatThrownBy(() -> codec.read(text)).isInstanceOf(CodecException.class);
  }

  @Test
  void noDepthIsMoreThanACodecException() {
    Object bottomless = nested(100_000);
    assertThatThrownBy(() -> codec.write(bottomless)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> codec.toTree(bottomless)).isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> codec.fromTree(bottomless, TypeRef.of(Object.class)))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void valueThatContainsItselfIsRefused() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThatThrownBy(() -> codec.toTree(endless)).isInstanceOf(CodecException.class);
  }
}
