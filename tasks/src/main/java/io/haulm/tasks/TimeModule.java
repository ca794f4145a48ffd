package io.haulm.tasks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.haulm.tasks.spi.IsoTimes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Function;

/** Times as ISO 8601 text, both as Java writes them and as Python does. */
final class TimeModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  TimeModule() {
    super("haulm-times");
    add(Instant.class, IsoTimes::instant);
    add(OffsetDateTime.class, IsoTimes::offsetDateTime);
    add(ZonedDateTime.class, text -> IsoTimes.offsetDateTime(text).toZonedDateTime());
    add(LocalDateTime.class, IsoTimes::localDateTime);
    add(
        LocalDate.class,
        text -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
    add(LocalTime.class, LocalTime::parse);
    add(Duration.class, Duration::parse);
    add(Period.class, Period::parse);
    add(Year.class, Year::parse);
    add(YearMonth.class, YearMonth::parse);
    add(MonthDay.class, MonthDay::parse);
    add(ZoneId.class, ZoneId::of);
    add(ZoneOffset.class, ZoneOffset::of);
  }

  private <T> void add(Class<T> type, Function<String, T> parse) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new Parsed<>(type, parse));
  }

  private static final class Parsed<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    Parsed(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return super.deserialize(parser, context);
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) throws IOException {
      try {
        return parse.apply(text);
      } catch (DateTimeException e) {
        throw context.weirdStringException(text, _valueClass, e.getMessage());
      }
    }
  }
}
