package everthread.web.mcp.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The protocol knows neither a transport nor what is remembered; tools know no transport. */
class ProtocolIsPureTest {
  private static final JavaClasses ROOM =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("everthread.web.mcp");

  @Test
  void the_protocol_knows_no_transport_and_no_memories() {
    noClasses()
        .that()
        .resideInAPackage("everthread.web.mcp.protocol")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.vertx..",
            "everthread.web.mcp",
            "everthread.web.mcp.tools",
            "everthread.memory..",
            "everthread.conversation..",
            "everthread.search..")
        .check(ROOM);
  }

  @Test
  void tools_know_no_transport() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "everthread.web.mcp.tools",
            "everthread.web.mcp.prompts",
            "everthread.web.mcp.resources")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "everthread.web.mcp")
        .check(ROOM);
  }

  @Test
  void only_the_endpoint_knows_vertx() {
    noClasses()
        .that()
        .haveNameNotMatching(".*(McpRoutes|McpEndpoint|ClientSteps|SessionRequests|EventStream)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(ROOM);
  }
}
