package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class CounterCommandsTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void onlyWholeNumbersCount() {
    fixture.talk(
        """
        SET e x => OK
        INCR e => ERR value is not an integer or out of range
        SET i 9223372036854775807 => OK
        INCR i => ERR increment or decrement would overflow
        DECR i => 9223372036854775806
        DECRBY i -9223372036854775808 => ERR decrement would overflow
        DECRBY i x => ERR value is not an integer or out of range
        INCRBY i 1 => 9223372036854775807
        INCRBY i 1 => ERR increment or decrement would overflow
        SET i -9223372036854775808 => OK
        DECR i => ERR increment or decrement would overflow
        SET i " 1" => OK
        INCR i => ERR value is not an integer or out of range
        SET i 01 => OK
        INCR i => ERR value is not an integer or out of range
        SET i "" => OK
        INCR i => ERR value is not an integer or out of range
        INCR newcount => 1
        DECR newcount => 0
        DECRBY newcount 5 => -5
        """);
  }

  @Test
  void fractionsAreAddedAsRedisAddsThem() {
    fixture.talk(
        """
        INCRBYFLOAT f 3 => "3"
        INCRBYFLOAT f 0.1 => "3.1"
        INCRBYFLOAT f 1.5e5 => "150003.09999999999999432"
        INCRBYFLOAT f 1234567.1 => "1384570.20000000000004547"
        INCRBYFLOAT f -1234567.1 => "150003.10000000000002274"
        INCRBYFLOAT f abc => ERR value is not a valid float
        INCRBYFLOAT f inf => ERR increment would produce NaN or Infinity
        INCRBYFLOAT f 1e5000 => ERR value is not a valid float
        INCRBYFLOAT f 1e-5000 => ERR value is not a valid float
        """);
  }

  @Test
  void fractionsHaveSixtyFourBinaryDigits() {
    fixture.talk(
        """
        SET f 0.1 => OK
        INCRBYFLOAT f 0.2 => "0.3"
        INCRBYFLOAT f 1e-17 => "0.30000000000000001"
        INCRBYFLOAT f 5e-18 => "0.30000000000000001"
        INCRBYFLOAT f 4.9e-18 => "0.30000000000000001"
        SET f 1e20 => OK
        INCRBYFLOAT f 0 => "100000000000000000000"
        INCRBYFLOAT f 1e-3 => "100000000000000000000"
        SET f 3.33333333333333333333333 => OK
        INCRBYFLOAT f 1.11111111111111111111111 => "4.44444444444444444"
        SET f -0.5 => OK
        INCRBYFLOAT f 0.5 => "0"
        INCRBYFLOAT f -0.0000001 => "-0.0000001"
        INCRBYFLOAT f .5 => "0.4999999"
        INCRBYFLOAT f 5. => "5.4999999"
        INCRBYFLOAT f +5 => "10.4999999"
        INCRBYFLOAT f " 5" => ERR value is not a valid float
        INCRBYFLOAT f "" => ERR value is not a valid float
        INCRBYFLOAT f 1e => ERR value is not a valid float
        INCRBYFLOAT f . => ERR value is not a valid float
        """);
  }

  @Test
  void aCounterKeepsItsTime() {
    fixture.talk(
        """
        SET a 1 EX 100 => OK
        INCR a => 2
        INCRBYFLOAT a 1 => "3"
        APPEND a 1 => 2
        SETRANGE a 0 9 => 2
        SETBIT a 1 1 => 0
        TTL a => 100
        """);
  }
}
