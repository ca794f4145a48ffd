package io.haulm.tasks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.spi.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What editors show of the properties. */
class MetadataTest {

  @Test
  void everyPropertyIsDescribed() throws IOException {
    byte[] json;
    try (InputStream in =
        HaulmTasksProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      assertThat(in).isNotNull();
      json = in.readAllBytes();
    }
    Map<String, Object> metadata = Trees.map(new JacksonCodec().read(json));
    assertThat(Trees.list(metadata.get("properties")))
        .hasSize(11)
        .allSatisfy(
            one -> assertThat(Trees.map(one).get("description")).asString().hasSizeGreaterThan(20));
  }
}
