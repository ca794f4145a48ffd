package io.haulm.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.haulm.server");

  @Test
  void packagesUseOnlyWhatLiesBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("wiring")
        .definedBy("io.haulm.server")
        .layer("beanstalk")
        .definedBy("io.haulm.server.beanstalk..")
        .layer("redis")
        .definedBy("io.haulm.server.redis..")
        .layer("http")
        .definedBy("io.haulm.server.http..")
        .layer("monitor")
        .definedBy("io.haulm.server.monitor..")
        .layer("history")
        .definedBy("io.haulm.server.history..")
        .layer("console")
        .definedBy("io.haulm.server.console..")
        .layer("shard")
        .definedBy("io.haulm.server.shard..")
        .layer("store")
        .definedBy("io.haulm.server.store..")
        .layer("config")
        .definedBy("io.haulm.server.config..")
        .whereLayer("wiring")
        .mayNotBeAccessedByAnyLayer()
        // The command lines of the console are clients of the other faces.
        .whereLayer("beanstalk")
        .mayOnlyBeAccessedByLayers("wiring", "http")
        .whereLayer("redis")
        .mayOnlyBeAccessedByLayers("wiring", "http")
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("wiring")
        .whereLayer("monitor")
        .mayOnlyBeAccessedByLayers("wiring", "http")
        .whereLayer("history")
        .mayOnlyBeAccessedByLayers("wiring", "http", "monitor")
        .whereLayer("history")
        .mayNotAccessAnyLayer()
        .whereLayer("console")
        .mayOnlyBeAccessedByLayers("wiring", "http")
        .whereLayer("shard")
        .mayOnlyBeAccessedByLayers("wiring", "beanstalk", "redis", "http", "monitor", "console")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers(
            "wiring", "beanstalk", "redis", "http", "monitor", "console", "shard")
        .whereLayer("config")
        .mayNotAccessAnyLayer()
        .check(SERVER);
  }

  @Test
  void onlyTheShardAndWhatIsAboveItKnowNetty() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.haulm.server.config..", "io.haulm.server.store..", "io.haulm.server.binlog..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(SERVER);
  }
}
