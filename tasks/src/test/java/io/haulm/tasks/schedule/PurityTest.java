package io.haulm.tasks.schedule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** When something runs is computed from times that are handed in, and from nothing else. */
class PurityTest {

  @Test
  void timesAreComputedWithoutAClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(InstantSource.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(System.class)
        .check(
            new ClassFileImporter()
                .importClasses(Cron.class, CronField.class, Interval.class, Due.class));
  }
}
