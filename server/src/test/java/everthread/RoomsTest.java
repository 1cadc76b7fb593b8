package everthread;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A room imports only rooms above it. The list is docs/architecture.md's, top to bottom. */
class RoomsTest {
  private static final List<String> ROOMS =
      List.of(
          "problem",
          "redact",
          "space",
          "oauth",
          "feed",
          "conversation",
          "memory",
          "capture",
          "imports",
          "extract",
          "search",
          "supersession",
          "context",
          "ingest",
          "vitals",
          "store",
          "embedded",
          "stdio",
          "web");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("everthread");

  @Test
  void a_room_imports_only_rooms_above_it() {
    for (int i = 0; i < ROOMS.size(); i++) {
      var below =
          ROOMS.subList(i + 1, ROOMS.size()).stream()
              .map(room -> "everthread." + room + "..")
              .toArray(String[]::new);
      if (below.length == 0) continue;

      ArchRuleDefinition.noClasses()
          .that(resideInAPackage("everthread." + ROOMS.get(i) + ".."))
          .should()
          .dependOnClassesThat(resideInAnyPackage(below))
          .because("data flows one way")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void nothing_but_the_composition_root_lies_outside_a_room() {
    for (var type : CLASSES) {
      var path = type.getPackageName().split("\\.", -1);
      if (path.length > 1) assertThat(ROOMS).contains(path[1]);
      else assertThat(ROOT).contains(outermost(type));
    }
  }

  private static String outermost(JavaClass type) {
    return type.getName().substring("everthread.".length()).split("\\$", -1)[0];
  }

  private static final Set<String> ROOT =
      Set.of(
          "Banner",
          "ClientAccess",
          "Config",
          "ConnectionSteps",
          "DatabaseLogins",
          "Entrance",
          "EmbeddedAccess",
          "EmbeddingsReader",
          "ExtensionFolder",
          "Finding",
          "FolderSize",
          "Ingesting",
          "IssuerAccess",
          "IssuerReader",
          "Listener",
          "Main",
          "Observation",
          "OpenDatabase",
          "OwnerKeyFile",
          "Parts",
          "ReadingForMeaning",
          "Rooms",
          "Server",
          "Serving",
          "StartFailure");

  @Test
  void rooms_do_not_import_each_other_in_circles() {
    slices().matching("everthread.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
