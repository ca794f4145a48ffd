package io.haulm.server.redis.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptCommandsTest {
  private static final String SHA_OF_RETURN_1 = "e0e1f9fabfc9d4800c877a703b823ac0578ff8db";
  private static final String NO_SCRIPT = "-NOSCRIPT No matching script. Please use EVAL.";

  private final Scripts scripts = new Scripts();

  @Test
  void aLoadedScriptIsRunByItsHashInAnyCase() {
    assertThat(scripts.run("SCRIPT", "LOAD", "return 1")).isEqualTo('"' + SHA_OF_RETURN_1 + '"');

    assertThat(scripts.run("EVALSHA", SHA_OF_RETURN_1, "0")).isEqualTo(":1");
    assertThat(scripts.run("EVALSHA", SHA_OF_RETURN_1.toUpperCase(java.util.Locale.ROOT), "0"))
        .isEqualTo(":1");
  }

  @Test
  void aScriptThatNobodySentIsNotRun() {
    assertThat(scripts.run("EVALSHA", SHA_OF_RETURN_1, "0")).isEqualTo(NO_SCRIPT);
    assertThat(scripts.run("EVALSHA", "abc", "0")).isEqualTo(NO_SCRIPT);
  }

  @Test
  void evalMakesAScriptKnown() {
    scripts.eval("return 1");

    assertThat(scripts.run("EVALSHA", SHA_OF_RETURN_1, "0")).isEqualTo(":1");
    assertThat(scripts.run("SCRIPT", "EXISTS", SHA_OF_RETURN_1, "abc")).isEqualTo("[:1 :0]");
  }

  @Test
  void flushForgetsAllScripts() {
    scripts.run("SCRIPT", "LOAD", "return 1");

    assertThat(scripts.run("SCRIPT", "FLUSH", "ASYNC")).isEqualTo("+OK");

    assertThat(scripts.run("EVALSHA", SHA_OF_RETURN_1, "0")).isEqualTo(NO_SCRIPT);
    assertThat(scripts.run("SCRIPT", "FLUSH", "NOW"))
        .isEqualTo("-ERR SCRIPT FLUSH only support SYNC|ASYNC option");
  }

  @Test
  void onlyTheScriptsOfEvalAreForgottenWhenThereAreTooMany() {
    String loaded = scripts.run("SCRIPT", "LOAD", "return 'loaded'").replace("\"", "");
    scripts.eval("return 1");
    for (int i = 0; i < ScriptCache.EVALUATED_MAX; i++) {
      scripts.eval("return 'another' .. " + i);
    }

    assertThat(scripts.run("EVALSHA", SHA_OF_RETURN_1, "0")).isEqualTo(NO_SCRIPT);
    assertThat(scripts.run("EVALSHA", loaded, "0")).isEqualTo("\"loaded\"");
  }

  @Test
  void theNumberOfKeysIsChecked() {
    assertThat(scripts.run("EVAL", "return 1", "x"))
        .isEqualTo("-ERR value is not an integer or out of range");
    assertThat(scripts.run("EVAL", "return 1", "-1"))
        .isEqualTo("-ERR Number of keys can't be negative");
    assertThat(scripts.run("EVAL", "return 1", "2", "a"))
        .isEqualTo("-ERR Number of keys can't be greater than number of args");
  }

  @Test
  void aScriptThatMakesNoSenseIsNotLoaded() {
    assertThat(scripts.run("SCRIPT", "LOAD", "return x x"))
        .isEqualTo(
            "-ERR Error compiling script (new function): user_script:1: '<eof>' expected near 'x'");
  }

  @Test
  void theFirstLineSaysThatAScriptDoesNotWrite() {
    assertThat(scripts.eval("#!lua flags=no-writes,allow-stale\nreturn redis.call('GET', 'a')"))
        .isEqualTo("_");
    assertThat(scripts.eval("#!lua flags=no-writes\nreturn redis.call('SET', 'a', 1)"))
        .startsWith("-ERR Write commands are not allowed from read-only scripts. script: ")
        .endsWith(", on @user_script:2.");
  }

  @Test
  void aFirstLineThatIsNotUnderstoodIsRefused() {
    assertThat(scripts.eval("#!luax\nreturn 1"))
        .isEqualTo("-ERR Unexpected engine in script shebang: #!luax");
    assertThat(scripts.eval("#!lua flags=foo\nreturn 1"))
        .isEqualTo("-ERR Unexpected flag in script shebang: foo");
    assertThat(scripts.eval("#!lua name=foo\nreturn 1"))
        .isEqualTo("-ERR Unknown lua shebang option: name=foo");
  }

  @Test
  void evalRoRunsOnlyWhatDoesNotWrite() {
    assertThat(scripts.run("EVAL_RO", "return redis.call('EXISTS', KEYS[1])", "1", "a"))
        .isEqualTo(":0");
    assertThat(scripts.run("EVAL_RO", "return redis.call('SET', 'a', 1)", "0"))
        .startsWith("-ERR Write commands are not allowed from read-only scripts.");
    assertThat(scripts.run("EVAL_RO", "#!lua\nreturn 1", "0"))
        .isEqualTo("-ERR Can not execute a script with write flag using *_ro command.");
  }

  @Test
  void scriptsDoNotCallScripts() {
    assertThat(scripts.eval("return redis.pcall('EVAL', 'return 1', 0)"))
        .isEqualTo("-ERR This Redis command is not allowed from script");
    assertThat(scripts.eval("return redis.pcall('MULTI')"))
        .isEqualTo("-ERR This Redis command is not allowed from script");
  }

  @Test
  void withoutMemoryAScriptMayReadAndDeleteButNotWrite() {
    Scripts full = new Scripts(Scripts.LIMITS, false, 1 << 20);
    full.run("SET", "large", "x".repeat(2 << 20));

    assertThat(full.eval("return redis.call('SET', 'a', 1)"))
        .startsWith("-OOM command not allowed when used memory > 'maxmemory'. script: ");
    assertThat(full.eval("#!lua\nreturn 1"))
        .startsWith("-OOM allow-oom flag is not set on the script");
    assertThat(full.eval("#!lua flags=allow-oom\nreturn redis.call('SET', 'a', 1)"))
        .isEqualTo("+OK");
    assertThat(full.eval("return redis.call('DEL', 'large')")).isEqualTo(":1");
  }

  @Test
  void killFindsNothingToEnd() {
    assertThat(scripts.run("SCRIPT", "KILL"))
        .isEqualTo("-NOTBUSY No scripts in execution right now.");
    assertThat(scripts.run("SCRIPT", "DEBUG", "YES")).startsWith("-ERR SCRIPT DEBUG");
    assertThat(scripts.run("SCRIPT", "HELP")).contains("+FLUSH [ASYNC|SYNC]");
  }

  @Test
  void thereAreNoLibrariesOfFunctions() {
    assertThat(scripts.run("FUNCTION", "LIST")).isEqualTo("[]");
    assertThat(scripts.run("FUNCTION", "LOAD", "#!lua name=a\n"))
        .startsWith("-ERR Libraries of functions are not supported");
    assertThat(scripts.run("FCALL", "f", "0")).isEqualTo("-ERR Function not found");
  }

  @Test
  void whatAScriptLogsIsLogged() {
    scripts.eval("redis.log(redis.LOG_WARNING, 'a', 1)");

    assertThat(scripts.log).containsExactly("WARNING a 1");
  }
}
