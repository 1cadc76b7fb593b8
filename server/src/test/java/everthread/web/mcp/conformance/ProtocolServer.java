package everthread.web.mcp.conformance;

import everthread.connecting.Attempts;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.HostGuard;
import everthread.web.auth.Authenticator;
import everthread.web.mcp.Challenge;
import everthread.web.mcp.McpEndpoint;
import everthread.web.mcp.protocol.Features;
import everthread.web.mcp.protocol.McpServer;
import everthread.web.mcp.protocol.ServerIdentity;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The product's own protocol code and HTTP endpoint on a free port of loopback, with the tools,
 * prompts and resources that the official conformance suite calls, and further tools.
 */
public final class ProtocolServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;

  public ProtocolServer(Authenticator callers, List<Tool> further) {
    var router = Router.router(vertx);
    router.route().handler(new HostGuard(Set.of()));
    var tools = new ArrayList<>(FixtureTools.all());
    tools.addAll(further);
    var features =
        new Features(new ToolRegistry(tools), FixturePrompts.all(), new FixtureResources(), true);
    var identity =
        new ServerIdentity("everthread-conformance", "Conformance", "0", "None.", List.of());
    new McpEndpoint(
            new Dispatch(threads),
            callers,
            Bodies.ofThisMachine(),
            new McpServer(identity, features, (tool, end, took) -> {}),
            Challenge.KEYS_ONLY,
            new Attempts(Clock.systemUTC()))
        .mount(router);
    this.http =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  public URI endpoint() {
    return URI.create("http://localhost:" + http.actualPort() + "/mcp");
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    threads.close();
  }
}
