package io.haulm.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLIENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.haulm.client");

  @Test
  void clientNeedsNothingButTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.haulm.client", "java..", "javax.net.ssl", "org.jspecify..")
        .check(CLIENT);
  }

  @Test
  void noMonitorIsHeldThatCouldPinVirtualThread() {
    noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(CLIENT);
  }
}
