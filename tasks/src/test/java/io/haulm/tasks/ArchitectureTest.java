package io.haulm.tasks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses TASKS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.haulm.tasks");

  @Test
  void tasksNeedNothingButJackson() {
    classes()
        .that()
        .resideOutsideOfPackage("io.haulm.tasks.observe")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.haulm.tasks..",
            "io.haulm.client",
            "java..",
            "javax.net.ssl",
            "com.fasterxml.jackson..",
            "org.jspecify..")
        .check(TASKS);
  }

  @Test
  void nothingNeedsTheObservers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.haulm.tasks.observe")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.haulm.tasks.observe")
        .check(TASKS);
  }

  // Programs without one of the three libraries must be able to load the classes of the others.
  @Test
  void eachObserverNeedsItsOwnLibraryOnly() {
    Map<String, List<String>> libraries =
        Map.of(
            "TaskMetrics", List.of("io.opentelemetry..", "org.slf4j.."),
            "TaskTracing", List.of("io.micrometer..", "org.slf4j.."),
            "TaskMdc", List.of("io.micrometer..", "io.opentelemetry.."));
    libraries.forEach((name, others) ->
        noClasses()
            .that()
            .haveSimpleName(name)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others.toArray(String[]::new))
            .check(TASKS));
    noClasses()
        .that()
        .haveSimpleName("Outcomes")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("io.haulm.tasks..", "java..", "org.jspecify..")
        .check(TASKS);
  }

  @Test
  void onlyTheCodecKnowsJackson() {
    noClasses()
        .that()
        .resideInAnyPackage("io.haulm.tasks.spi", "io.haulm.tasks.celery", "io.haulm.tasks.tube")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(TASKS);
  }

  @Test
  void transportsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.haulm.tasks.tube")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.haulm.tasks.celery")
        .check(TASKS);
    noClasses()
        .that()
        .resideInAnyPackage("io.haulm.tasks", "io.haulm.tasks.spi", "io.haulm.tasks.celery")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.haulm.tasks.tube")
        .check(TASKS);
  }

  @Test
  void noMonitorIsHeldThatCouldPinVirtualThread() {
    noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(TASKS);
  }
}
