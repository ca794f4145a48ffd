package io.haulm.server.redis.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script neither gets out nor leaves anything behind for the next one. */
class SandboxTest {
  private final Scripts scripts = new Scripts();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io",
        "package",
        "require",
        "debug",
        "dofile",
        "loadfile",
        "print",
        "module",
        "getfenv",
        "setfenv",
        "newproxy",
        "luajava",
        "java"
      })
  void thereIsNoWayOut(String name) {
    assertThat(scripts.eval("return " + name))
        .contains("Script attempted to access nonexistent global variable '" + name + "'");
    assertThat(scripts.eval("return rawget(_G, '" + name + "')")).isEqualTo("_");
  }

  @Test
  void ofTheSystemThereIsOnlyAClock() {
    assertThat(scripts.eval("local n = {} for k in pairs(os) do n[#n + 1] = k end return n"))
        .isEqualTo("[\"clock\"]");
    assertThat(scripts.eval("return os.clock() >= 0")).isEqualTo(":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1",
        "_G.x = 1",
        "rawset(_G, 'x', 1)",
        "string.rep = nil",
        "table.insert(table, 1)",
        "redis.call = nil",
        "cjson.null = 1",
        "setmetatable(_G, nil)",
        "setmetatable(string, {})",
        "getmetatable('').__index = nil",
        "getmetatable('').__add = function() end",
        "rawset(getmetatable(''), '__index', nil)",
        "getmetatable(_G).__index = nil",
        "rawset(getmetatable(_G), '__index', nil)",
        "_G._G = nil",
        "coroutine.wrap(function() x = 1 end)()",
        "loadstring('x = 1')()",
        "table.sort(os, nil) rawset(os, 1, 1)",
        "pcall = nil"
      })
  void whatScriptsShareIsNotChanged(String script) {
    assertThat(scripts.eval(script)).contains("Attempt to modify a readonly table");
  }

  @Test
  void keysAndArgumentsOfOneScriptAreGoneInTheNext() {
    scripts.run("EVAL", "KEYS.x = 1 ARGV[9] = 1", "1", "k", "a");

    assertThat(scripts.eval("return {#KEYS, #ARGV, tostring(KEYS.x), tostring(ARGV[9])}"))
        .isEqualTo("[:0 :0 \"nil\" \"nil\"]");
  }

  @Test
  void bytecodeIsNotLoaded() {
    assertThat(scripts.eval("return {loadstring('\\27Lua')}")).isEqualTo("[]");
    assertThat(scripts.eval("local f, why = loadstring('\\27Lua') return why"))
        .isEqualTo("\"bytecode is not loaded\"");
    assertThat(scripts.eval("return string.dump(function() end)"))
        .contains("unable to dump given function");
    assertThat(scripts.eval("\u001bLuaQ")).startsWith("-ERR Error compiling script");
  }

  @Test
  void randomNumbersDifferFromScriptToScript() {
    String first = scripts.eval("return tostring(math.random())");

    assertThat(scripts.eval("return tostring(math.random())")).isNotEqualTo(first);
  }

  @Test
  void theSeedDecidesAboutRandomNumbers() {
    String script = "math.randomseed(7) return {math.random(1000), math.random(1000)}";

    assertThat(scripts.eval(script)).isEqualTo(scripts.eval(script));
  }

  @Test
  void aFailedScriptLeavesNothingBehind() {
    scripts.eval("local co = coroutine.wrap(function() coroutine.yield() end) co() error('x')");
    scripts.eval("redis.setresp(3) redis.call('SELECT', 5) error('x')");

    assertThat(scripts.database()).isZero();
    assertThat(scripts.eval("return coroutine.running()")).isEqualTo("_");
  }
}
