package io.haulm.bench;

import io.haulm.bench.load.Catalogue;
import io.haulm.bench.load.Load;
import io.haulm.bench.load.Servers;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code haulm bench beanstalkd}. */
@Command(
    name = "beanstalkd",
    description = "Runs Haulm and beanstalkd side by side and prints how they compare.",
    mixinStandardHelpOptions = true)
final class BeanstalkdCommand extends SideBySideCommand {
  @Option(
      names = "--beanstalkd",
      paramLabel = "PATH",
      defaultValue = "/usr/bin/beanstalkd",
      description = "beanstalkd (default: ${DEFAULT-VALUE}).")
  private Path beanstalkd = Path.of("beanstalkd");

  @Override
  List<Load> allLoads(Path haulmLauncher) {
    return Catalogue.of(new Servers(haulmLauncher, beanstalkd));
  }

  @Override
  Path original() {
    return beanstalkd;
  }

  @Override
  String originalVersionOption() {
    return "-v";
  }
}
