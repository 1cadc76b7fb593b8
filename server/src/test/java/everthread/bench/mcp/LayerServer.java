package everthread.bench.mcp;

import everthread.connecting.Attempts;
import everthread.space.Principal;
import everthread.web.Bodies;
import everthread.web.Dispatch;
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
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The product's protocol code and HTTP endpoint alone, without keys, with the tools given. */
final class LayerServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;

  LayerServer(List<Tool> tools, Principal caller) {
    var router = Router.router(vertx);
    var features = Features.of(new ToolRegistry(tools));
    var identity = new ServerIdentity("everthread-layer", "Layer", "1", "None.", List.of());
    new McpEndpoint(
            new Dispatch(threads),
            context -> caller,
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

  int port() {
    return http.actualPort();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    threads.close();
  }
}
