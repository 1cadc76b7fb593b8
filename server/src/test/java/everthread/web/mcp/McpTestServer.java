package everthread.web.mcp;

import everthread.connecting.Attempts;
import everthread.context.ContextBuilder;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.ingest.Stats;
import everthread.memory.Memory;
import everthread.memory.NewMemory;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.auth.Authenticator;
import everthread.web.mcp.tools.Links;
import everthread.web.mcp.tools.Tools;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** The MCP room behind real HTTP on a free port, with stores in memory and a few keys. */
final class McpTestServer implements AutoCloseable {
  static final String OWNER = "et_owner";
  static final String READER = "et_reader";
  static final String CAPTURER = "et_capturer";
  static final String HASTY = "et_hasty";
  static final String STRANGER = "et_stranger";
  static final Instant MARCH = Instant.parse("2026-03-02T10:15:00Z");

  private static final Stats STATS =
      new Stats(2, 7, 3, 0, 0, 0, new Stats.Pending(0, 0, 0, 0), Map.of());

  final MemoriesInMemory memories = new MemoriesInMemory();
  final ConversationsInMemory conversations = new ConversationsInMemory();
  final SpaceId space = new SpaceId(Ids.next());

  private final Map<String, Principal> keys =
      Map.of(
          OWNER, principal(space, Set.of(Scope.ADMIN)),
          CAPTURER, principal(space, Set.of(Scope.CAPTURE)),
          READER, principal(space, Set.of(Scope.READ)),
          STRANGER, principal(new SpaceId(Ids.next()), Set.of(Scope.READ, Scope.WRITE)));
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;

  McpTestServer() {
    this(0);
  }

  private McpTestServer(int port) {
    var router = Router.router(vertx);
    var search = new WordSearch(memories, conversations);
    UnaryOperator<String> redact = text -> text.replaceAll("sk-[a-z0-9]{8,}", "[secret]");
    new McpRoutes(
            new Dispatch(threads),
            authenticator(),
            Bodies.ofThisMachine(),
            new QuietFeed(),
            new Tools.Stores(
                search,
                memories,
                new TidyMemories(),
                conversations,
                new ContextBuilder(search, memories, conversations, redact),
                space -> STATS),
            new Links(URI.create("http://127.0.0.1:8377")),
            redact,
            "0.1.0",
            Challenge.KEYS_ONLY,
            new Attempts(Clock.systemUTC()),
            (tool, end, took) -> {})
        .mount(router);
    this.http =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private static Principal principal(SpaceId space, Set<Scope> scopes) {
    return new Principal(Ids.next(), Ids.next(), space, scopes);
  }

  private Authenticator authenticator() {
    return (RoutingContext context) -> {
      var header = context.request().getHeader("Authorization");
      if (header == null) throw new ProblemException(new Problem.Unauthenticated());
      if (header.endsWith(HASTY)) {
        throw new ProblemException(new Problem.RateLimited(Duration.ofSeconds(7)));
      }
      var holder = keys.get(header.replace("Bearer ", ""));
      if (holder == null) throw new ProblemException(new Problem.InvalidToken());
      return holder;
    };
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + http.actualPort());
  }

  McpClient client(String key) {
    return new McpClient(base().resolve("/mcp"), key);
  }

  Memory remember(String content, String... tags) {
    return memories.add(
        space, NewMemory.written(content, null, List.of(tags), Map.of(), Site.API), MARCH);
  }

  /** A chat on ChatGPT in which user and assistant take turns, the user first. */
  UUID chat(String title, String... texts) {
    var messages = new ArrayList<Message>();
    for (int i = 0; i < texts.length; i++) {
      var role = i % 2 == 0 ? Role.USER : Role.ASSISTANT;
      messages.add(Message.of("m" + i, i == 0 ? null : "m" + (i - 1), role, texts[i]));
    }
    return save(title, messages).conversationId();
  }

  ConversationStore.Saved save(String title, List<Message> messages) {
    var told =
        new Conversation(
            Site.CHATGPT,
            "c-" + title,
            title,
            null,
            "https://chatgpt.com/c/1",
            null,
            MARCH,
            messages,
            null);
    return conversations.save(space, told, Source.API, MARCH);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    threads.close();
  }

  /** Serves for programs outside of this build, until the process is ended. */
  public static void main(String[] args) {
    var server = new McpTestServer(Integer.parseInt(args[0]));
    server.remember("User is allergic to peanuts", "food");
    server.chat("Dinner", "I'm allergic to peanuts. What can I cook?", "A lentil curry.");
    System.out.println(server.base() + " " + OWNER);
  }
}
