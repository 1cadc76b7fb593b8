package everthread.web.mcp.conformance;

import everthread.connecting.Attempts;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.HostGuard;
import everthread.web.mcp.Challenge;
import everthread.web.mcp.McpEndpoint;
import everthread.web.mcp.protocol.Features;
import everthread.web.mcp.protocol.McpServer;
import everthread.web.mcp.protocol.ServerIdentity;
import everthread.web.mcp.protocol.ToolRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * The product's own protocol code and HTTP endpoint, with the tools, prompts and resources that the
 * official conformance suite calls, and without keys. Prints its address; serves until it is ended.
 */
public final class ConformanceServer {
  private ConformanceServer() {}

  public static void main(String[] arguments) {
    var vertx = Vertx.vertx();
    var router = Router.router(vertx);
    router.route().handler(new HostGuard(Set.of()));
    var anybody =
        new Principal(Ids.next(), Ids.next(), new SpaceId(Ids.next()), Set.of(Scope.values()));
    var features =
        new Features(
            new ToolRegistry(FixtureTools.all()),
            FixturePrompts.all(),
            new FixtureResources(),
            true);
    var identity =
        new ServerIdentity("everthread-conformance", "Conformance", "0", "None.", List.of());
    new McpEndpoint(
            new Dispatch(Executors.newVirtualThreadPerTaskExecutor()),
            context -> anybody,
            Bodies.ofThisMachine(),
            new McpServer(identity, features, (tool, end, took) -> {}),
            Challenge.KEYS_ONLY,
            new Attempts(Clock.systemUTC()))
        .mount(router);
    var server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    System.out.println("http://localhost:" + server.actualPort() + "/mcp");
  }
}
