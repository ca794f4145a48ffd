package io.haulm.tasks.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses STARTER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.haulm.tasks.spring");

  @Test
  void onlyTheirOwnConfigurationsKnowWhatIsOptional() {
    onlyKnownTo("HaulmTasksMetrics", "io.micrometer..");
    onlyKnownTo("HaulmTasksTracing", "io.opentelemetry..");
    onlyKnownTo("HaulmTasksHealth", "org.springframework.boot.health..");
  }

  private static void onlyKnownTo(String classes, String packages) {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith(classes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packages)
        .check(STARTER);
  }

  @Test
  void mapperOfTheProgramIsNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..")
        .check(STARTER);
  }
}
