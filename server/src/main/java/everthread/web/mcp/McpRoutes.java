package everthread.web.mcp;

import everthread.connecting.Attempts;
import everthread.feed.ChangeFeed;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.auth.Authenticator;
import everthread.web.mcp.prompts.Prompts;
import everthread.web.mcp.protocol.Features;
import everthread.web.mcp.protocol.McpServer;
import everthread.web.mcp.protocol.ServerIdentity;
import everthread.web.mcp.protocol.ToolListener;
import everthread.web.mcp.protocol.ToolRegistry;
import everthread.web.mcp.resources.FeedWatch;
import everthread.web.mcp.resources.Remembered;
import everthread.web.mcp.tools.Links;
import everthread.web.mcp.tools.Recall;
import everthread.web.mcp.tools.Tools;
import io.vertx.ext.web.Router;
import java.util.function.UnaryOperator;

/** What Everthread offers over MCP. */
public final class McpRoutes implements AutoCloseable {
  private final McpServer server;
  private final McpEndpoint endpoint;
  private final FeedWatch feedWatch;

  /**
   * @param feed says what clients that watch something are told
   * @param links addresses that open a thing in this server's pages
   * @param redact takes secrets out of a text: applied to all that is recalled and all that is kept
   * @param version of Everthread, as clients show it
   * @param challenge for clients that may not come in
   * @param attempts remembers how far clients come
   * @param listener is told how each call of a tool ended
   */
  public McpRoutes(
      Dispatch dispatch,
      Authenticator authenticator,
      Bodies bodies,
      ChangeFeed feed,
      Tools.Stores stores,
      Links links,
      UnaryOperator<String> redact,
      String version,
      Challenge challenge,
      Attempts attempts,
      ToolListener listener) {
    var recall = new Recall(redact);
    var features =
        new Features(
            new ToolRegistry(Tools.all(stores, links, recall)),
            Prompts.all(stores, recall),
            new Remembered(stores.conversations(), stores.memories(), recall),
            false);
    var identity =
        new ServerIdentity("everthread", "Everthread", version, Instructions.TEXT, Mark.icons());
    this.server = new McpServer(identity, features, listener);
    this.endpoint = new McpEndpoint(dispatch, authenticator, bodies, server, challenge, attempts);
    this.feedWatch = new FeedWatch(feed, server.watches());
  }

  /** Ends the streams on which clients are told what changes: nothing else would. */
  @Override
  public void close() {
    feedWatch.close();
    server.close();
  }

  public void mount(Router router) {
    endpoint.mount(router);
  }
}
