package io.haulm.server.redis.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values on their way from commands into scripts, and from scripts to clients. */
class ScriptReplyTest {
  private final Scripts resp2 = new Scripts();
  private final Scripts resp3 = new Scripts(Scripts.LIMITS, true);

  @BeforeEach
  void fill() {
    resp3.run("HSET", "h", "f", "v");
    resp3.run("SADD", "s", "m");
    resp3.run("ZADD", "z", "1.5", "m");
  }

  @Test
  void aClientOfResp3GetsTheShapesThatAScriptNames() {
    assertThat(resp3.eval("return {map={a=1}}")).isEqualTo("{\"a\"=:1}");
    assertThat(resp3.eval("return {set={a=true}}")).isEqualTo("~[\"a\"]");
    assertThat(resp3.eval("return {double=1.5}")).isEqualTo(",1.5");
    assertThat(resp3.eval("return {big_number='12'}")).isEqualTo("(12");
    assertThat(resp3.eval("return {verbatim_string={string='a', format='txt'}}"))
        .isEqualTo("=txt:a");
  }

  @Test
  void truthIsANumberUnlessTheScriptAsksForResp3() {
    assertThat(resp3.eval("return {true, false}")).isEqualTo("[:1 _]");
    assertThat(resp3.eval("redis.setresp(3) return {true, false}")).isEqualTo("[#t #f]");
    assertThat(resp2.eval("redis.setresp(3) return {true, false}")).isEqualTo("[:1 :0]");
  }

  @Test
  void aScriptSeesResp2UnlessItAsksForResp3() {
    assertThat(resp3.eval("return redis.call('HGETALL', 'h')[2]")).isEqualTo("\"v\"");
    assertThat(resp3.eval("redis.setresp(3) return redis.call('HGETALL', 'h').map.f"))
        .isEqualTo("\"v\"");
    assertThat(resp3.eval("redis.setresp(3) return redis.call('SMEMBERS', 's').set.m"))
        .isEqualTo("#t");
    assertThat(resp3.eval("redis.setresp(3) return redis.call('ZSCORE', 'z', 'm').double * 2"))
        .isEqualTo(":3");
    assertThat(resp3.eval("return redis.call('ZSCORE', 'z', 'm')")).isEqualTo("\"1.5\"");
  }

  @Test
  void nothingIsFalseInResp2AndNilInResp3() {
    assertThat(resp3.eval("return type(redis.call('GET', 'none'))")).isEqualTo("\"boolean\"");
    assertThat(resp3.eval("redis.setresp(3) return type(redis.call('GET', 'none'))"))
        .isEqualTo("\"nil\"");
    assertThat(resp3.eval("return redis.call('HMGET', 'h', 'x', 'f')")).isEqualTo("[_ \"v\"]");
  }

  @Test
  void whatIsReadInResp3CanBeReturned() {
    assertThat(resp3.eval("redis.setresp(3) return redis.call('HGETALL', 'h')"))
        .isEqualTo("{\"f\"=\"v\"}");
    assertThat(resp2.eval("redis.setresp(3) return redis.call('HGETALL', 'none')")).isEqualTo("[]");
  }

  @Test
  void setrespIsForgottenWithTheScript() {
    resp3.eval("redis.setresp(3)");

    assertThat(resp3.eval("return type(redis.call('GET', 'none'))")).isEqualTo("\"boolean\"");
  }

  @Test
  void stringsKeepAllTheirBytes() {
    assertThat(
            resp2.run(
                "EVAL",
                "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])",
                "1",
                "k\u00ff\0",
                "\0\r\n\u00ff\u0080"))
        .isEqualTo("\"\\x00\\x0d\\x0a\\xff\\x80\"");
  }

  @Test
  void numbersBecomeTheShortestTextThatReadsBack() {
    assertThat(resp2.eval("redis.call('SET', 'a', 0.1) return redis.call('GET', 'a')"))
        .isEqualTo("\"0.1\"");
    assertThat(resp2.eval("redis.call('SET', 'a', 1234567890123) return redis.call('GET', 'a')"))
        .isEqualTo("\"1234567890123\"");
  }

  @Test
  void aTableThatHoldsItselfIsRefused() {
    assertThat(resp2.eval("local t = {} t[1] = t return t"))
        .isEqualTo("-ERR reached lua stack limit");
  }

  @Test
  void anErrorThatIsATableWithoutTextIsStillAnError() {
    assertThat(resp2.eval("error({1})")).startsWith("-ERR unknown error script: ");
  }
}
