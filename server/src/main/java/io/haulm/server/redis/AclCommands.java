package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.CommandTable.Found;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** ACL: there is one user, who may do everything. */
final class AclCommands {
  private static final Flag[] OPERATOR = {Flag.ADMIN, Flag.NOSCRIPT};
  private static final Flag[] OWN = {Flag.NOSCRIPT};
  private static final int USER_PAIRS = 6;
  private static final int RANDOM_BITS_USUAL = 256;
  private static final int RANDOM_BITS_MAX = 4096;
  private static final int BITS_PER_DIGIT = 4;
  private static final String FIXED =
      "ERR ACL rules cannot be changed: there is one user, 'default', and its password is set by"
          + " --redis-password";

  private final RedisFace face;
  private final SecureRandom random = new SecureRandom();

  private AclCommands(RedisFace face) {
    this.face = face;
  }

  static void register(CommandTable commands, RedisFace face) {
    AclCommands handlers = new AclCommands(face);
    CommandGroup group = new CommandGroup(commands, "server");
    group
        .container("acl", "6.0.0", "Groups the commands on users")
        .add("acl|whoami", 2, "6.0.0", "Returns the user", AclCommands::user, OWN)
        .add("acl|users", 2, "6.0.0", "Lists the users", AclCommands::users, OPERATOR)
        .add("acl|list", 2, "6.0.0", "Lists the users' rules", handlers::list, OPERATOR)
        .add("acl|getuser", 3, "6.0.0", "Returns a user's rules", handlers::getUser, OPERATOR)
        .add("acl|cat", -2, "6.0.0", "Lists categories of commands", AclCommands::categories, OWN)
        .add("acl|genpass", -2, "6.0.0", "Returns a random password", handlers::generate, OWN)
        .add(
            "acl|log",
            -2,
            "6.0.0",
            "Lists refusals: none are recorded",
            AclCommands::log,
            OPERATOR);
    Handler refused =
        _ -> {
          throw new RefusedException(FIXED);
        };
    for (String name : List.of("setuser", "deluser", "load", "save", "dryrun")) {
      group.add("acl|" + name, -2, "6.0.0", "Refused: rules are fixed", refused, OPERATOR);
    }
    group.help("acl", "6.0.0");
  }

  private static void user(Call call) {
    call.reply().bulk(Login.USER);
  }

  private static void users(Call call) {
    call.reply().array(1);
    call.reply().bulk(Login.USER);
  }

  private void list(Call call) {
    call.reply().array(1);
    String password = face.login().isOpen() ? "nopass" : "#(hidden)";
    call.reply().bulk("user " + Login.USER + " on " + password + " ~* &* +@all");
  }

  private void getUser(Call call) {
    ReplySink reply = call.reply();
    if (!call.text(2).equals(Login.USER)) {
      reply.nil();
      return;
    }
    reply.map(USER_PAIRS);
    reply.bulk("flags");
    List<String> flags = face.login().isOpen() ? List.of("on", "nopass") : List.of("on");
    reply.set(flags.size());
    flags.forEach(reply::bulk);
    reply.bulk("passwords");
    reply.array(0);
    reply.bulk("commands");
    reply.bulk("+@all");
    reply.bulk("keys");
    reply.bulk("~*");
    reply.bulk("channels");
    reply.bulk("&*");
    reply.bulk("selectors");
    reply.array(0);
  }

  private static void categories(Call call) {
    if (call.count() > 3) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    List<String> lines = new ArrayList<>(AclCategories.ALL);
    if (call.count() == 3) {
      String category = call.text(2).toLowerCase(Locale.ROOT);
      if (!AclCategories.ALL.contains(category)) {
        throw new RefusedException("ERR Unknown category '" + call.text(2) + "'");
      }
      lines = commandsOf(call, category);
    }
    call.reply().array(lines.size());
    lines.forEach(call.reply()::bulk);
  }

  private static List<String> commandsOf(Call call, String category) {
    List<String> names = new ArrayList<>();
    for (Found command : call.keyspace().commands().all()) {
      List<Found> parts = command.isContainer() ? command.subcommands() : List.of(command);
      for (Found part : parts) {
        if (AclCategories.of(part.spec()).contains(category)) {
          names.add(part.spec().name());
        }
      }
    }
    return names;
  }

  private void generate(Call call) {
    String refusal =
        "ERR ACL GENPASS argument must be the number of bits for the output password, a positive"
            + " number up to "
            + RANDOM_BITS_MAX;
    long bits =
        call.count() == 2 ? RANDOM_BITS_USUAL : call.integer(2, 1, RANDOM_BITS_MAX, refusal);
    int digits = Math.ceilDiv((int) bits, BITS_PER_DIGIT);
    byte[] bytes = new byte[Math.ceilDiv(digits, 2)];
    random.nextBytes(bytes);
    call.reply().bulk(HexFormat.of().formatHex(bytes).substring(0, digits));
  }

  private static void log(Call call) {
    if (call.count() == 3 && call.is(2, "RESET")) {
      call.reply().ok();
    } else {
      call.reply().array(0);
    }
  }
}
