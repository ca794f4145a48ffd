package io.haulm.tasks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses TASKS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.haulm.tasks");

  @Test
  void tasksNeedNothingButJackson() {
    classes()
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
