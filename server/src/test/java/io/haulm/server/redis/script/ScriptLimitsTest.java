package io.haulm.server.redis.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.redis.script.lua.Limits;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a script does, it ends, and the server goes on. */
class ScriptLimitsTest {
  private static final Limits TIGHT = new Limits(100, 16 << 20, Limits.STACK_BYTES_MIN);
  private static final Limits LONG = new Limits(60_000, 16 << 20, Limits.STACK_BYTES_MIN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, 1e18 do end",
        "local function f() return f() end f()",
        "while true do pcall(error, 'x') end",
        "local function f() pcall(f) end while true do pcall(f) end",
        "pcall(function() while true do end end) while true do end",
        "xpcall(function() while true do end end, function() return 'caught' end) return 1",
        "coroutine.wrap(function() while true do end end)()",
        "table.sort({3, 2, 1}, function() while true do end end)",
        "return ('x'):gsub('x', function() while true do end end)",
        "return ('a'):rep(30000):find('.-.-.-.-.-b')",
        "return ('a'):rep(30000):match('(.*)(.*)(.*)(.*)b')",
        "return ('a'):rep(1e6):find(('a'):rep(5e5) .. 'b', 1, true)",
        "return load(function() return ' ' end)",
        "while true do redis.call('GET', 'a') end"
      })
  void aScriptThatTakesTooLongIsEnded(String script) {
    Scripts scripts = new Scripts(TIGHT, false);

    assertThat(scripts.eval(script))
        .startsWith("-ERR Script ")
        .endsWith(" was ended: it ran for more than 100 milliseconds.");

    assertThat(scripts.eval("return 1")).isEqualTo(":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local s = 'x' while true do s = s .. s end",
        "local s = 'x' while true do pcall(function() s = s .. s end) end",
        "return ('x'):rep(2^40)",
        "return ('x'):rep(1e9)",
        "return ('x'):rep(1e6):gsub('x', ('y'):rep(1e6))",
        "local t = {} while true do t[#t + 1] = {} end",
        "local t, i = {}, 0 while true do i = i + 1 t['k' .. i] = i end",
        "return table.concat({('x'):rep(1e6), ('x'):rep(1e6)}, ('y'):rep(6e7))",
        "local t = {} for i = 1, 1e9 do t[i] = function() return i end end",
        "return ('%s'):rep(7000):format(unpack({('x'):rep(1e5)}, 1, 7000))",
        "local s = ('x'):rep(1e5) local t = {} for i = 1, 1000 do t[i] = s end return cjson.encode(t)",
        "local s = ('x'):rep(1e5) local t = {} for i = 1, 1000 do t[i] = s end return cmsgpack.pack(t)",
        "local t = {} for i = 1, 1e7 do t[i] = i end"
      })
  void aScriptThatTakesTooMuchMemoryIsEnded(String script) {
    Scripts scripts = new Scripts(LONG, false);

    assertThat(scripts.eval(script)).isNotEqualTo(":1").startsWith("-ERR ");

    assertThat(scripts.eval("return 1")).isEqualTo(":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local function g() return 1 + g() end return g()",
        "local function g(n) if true then while true do for i = 1, 1 do return 1 + (2 * (3 - g())) end end end end g()",
        "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k .. 'x'] end return t.a",
        "local t = setmetatable({}, {}) getmetatable(t).__concat = function(a, b) return a .. b end return t .. t",
        "local function g(s) return (s:gsub('.', g)) end return g('abc')",
        "local function g() table.sort({2, 1}, function(a, b) g() return a < b end) end g()",
        "local function g() return {g()}, {x = {y = g()}} end return g()",
        "local function g(...) return select('#', ...) + g(1, ...) end return g()",
        "local function g() return tostring(setmetatable({}, {__tostring = g})) .. 'x' end return g()",
        "cjson.decode_max_depth(1e6) return cjson.decode(('['):rep(1e6))",
        "return cmsgpack.unpack(('\\145'):rep(1e6))",
        "return loadstring('return ' .. ('1+'):rep(1e5) .. '1')()",
        "return coroutine.wrap(function() local function g() return 1 + g() end return g() end)()"
      })
  void aScriptThatNestsTooDeeplyFails(String script) throws InterruptedException {
    Scripts scripts = new Scripts(LONG, false);
    AtomicReference<String> answer = new AtomicReference<>();
    Thread small =
        new Thread(null, () -> answer.set(scripts.eval(script)), "small", Limits.STACK_BYTES_MIN);

    small.start();
    small.join();

    assertThat(answer.get()).contains("stack overflow");
  }

  @Test
  void aTextThatNestsTooDeeplyIsNotRead() {
    Scripts scripts = new Scripts();

    assertThat(scripts.eval("return " + "(".repeat(100_000))).contains("too many syntax levels");
    assertThat(scripts.eval("do ".repeat(100_000))).contains("too many syntax levels");
    assertThat(scripts.eval("return " + "{".repeat(100_000))).contains("too many syntax levels");
  }

  @Test
  void thePatternThatNestsTooDeeplyFails() {
    assertThat(new Scripts().eval("return ('a'):rep(1e5):find(('a?'):rep(1e5) .. ('a'):rep(1e5))"))
        .contains("pattern too complex");
  }

  @Test
  void aScriptThatDoublesWhatItUnpacksFindsTheLimit() {
    String script =
        """
        local size = 1
        local list = {}
        while true do
          for i = #list + 1, size do list[i] = i end
          local fits = pcall(function() return unpack(list) end)
          if not fits then return size end
          size = size * 2
        end
        """;

    assertThat(new Scripts().eval(script)).isEqualTo(":8192");
  }

  @Test
  void whatAScriptHadWrittenWhenItsTimeWasUpStays() {
    Scripts scripts = new Scripts(TIGHT, false);

    assertThat(scripts.eval("redis.call('SET', 'a', 1) while true do end"))
        .endsWith("What it had written before stays.");

    assertThat(scripts.run("GET", "a")).isEqualTo("\"1\"");
  }

  @Test
  void coroutinesThatWaitEndWithTheScript() {
    Scripts scripts = new Scripts();
    String opening =
        """
        for i = 1, 100 do
          local co = coroutine.create(function() coroutine.yield() end)
          local fits, why = coroutine.resume(co)
          if not fits then return why end
        end
        return 'open'
        """;

    assertThat(scripts.eval(opening)).isEqualTo("\"open\"");
    assertThat(scripts.eval(opening)).isEqualTo("\"open\"");
    assertThat(scripts.eval(opening.replace("100", "101"))).contains("too many coroutines");
  }
}
