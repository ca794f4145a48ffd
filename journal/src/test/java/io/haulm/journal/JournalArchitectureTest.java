package io.haulm.journal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JournalArchitectureTest {
  private final JavaClasses journal =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.haulm.journal");

  @Test
  void journalUsesOnlyTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.haulm.journal..", "java..", "org.jspecify..")
        .check(journal);
  }

  @Test
  void theDiskKnowsNothingOfTheJournal() {
    noClasses()
        .that()
        .resideInAPackage("io.haulm.journal.disk")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.haulm.journal")
        .check(journal);
  }

  @Test
  void onlyTheThreadsKnowTheClock() {
    noClasses()
        .that()
        .haveNameNotMatching(Pattern.quote(PlatformThreads.class.getName()) + "(\\$.*)?")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(journal);
  }
}
