package io.haulm.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PurityTest {
  private final JavaClasses engine =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.haulm.engine");

  @Test
  void theEngineUsesOnlyPlainJava() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.haulm.engine..",
            "java.lang",
            "java.lang.foreign",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "org.jspecify.annotations")
        .check(engine);
  }

  @Test
  void theEngineReadsNoClock() {
    noClasses()
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(engine);
  }

  @Test
  void theEngineDrawsNoRandomNumbers() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\..*Random.*")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.UUID.class)
        .check(engine);
  }

  @Test
  void theEngineKnowsNoThreads() {
    noClasses().should().dependOnClassesThat().areAssignableTo(Thread.class).check(engine);
  }

  @Test
  void theBodyStoreAndItsMemoryKnowNothingOfJobs() {
    noClasses()
        .that()
        .resideInAPackage("io.haulm.engine.memory")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.haulm.engine.body")
        .check(engine);
    noClasses()
        .that()
        .resideInAPackage("io.haulm.engine.body")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.haulm\\.engine\\.(Job|Tube|Session|Engine).*")
        .check(engine);
  }
}
