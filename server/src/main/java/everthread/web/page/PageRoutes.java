package everthread.web.page;

import everthread.oauth.SignIn;
import everthread.space.Scope;
import everthread.web.Bodies;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Function;

/** Mounts the pages and their files. */
public final class PageRoutes {
  private static final long LARGEST_FORM = 4L << 20;

  private final PageServices services;
  private final Bodies bodies;
  private final Cookies cookies;
  private final StaticFiles files = new StaticFiles();
  private final RecentStats stats;
  private final PageWriter writer;
  private final PageHandler pages;
  private final SignInPage signIn;
  private final ErrorPage errors;
  private final OwnRequests own;

  public PageRoutes(PageServices services, Bodies bodies) {
    this.bodies = bodies;
    this.services = services;
    this.cookies = new Cookies(services.installation());
    this.stats = new RecentStats(services.stats(), services.clock());
    this.writer = new PageWriter(cookies, new Templates(), files, stats);
    var visitors = new Visitors(services, cookies);
    this.pages = new PageHandler(services, visitors, writer);
    this.signIn = new SignInPage(services, cookies, visitors, writer);
    this.errors = new ErrorPage(writer);
    this.own = new OwnRequests(services.installation());
  }

  /** Adds every page; takes only paths of its own. */
  public void mount(Router router) {
    files.mount(router);
    mountSearch(router);
    mountConversations(router);
    mountMemories(router);
    mountConnect(router);
    mountSettings(router);
    mountSignIn(router);
    mountClients(router);
  }

  /** Answers a failed request as a page: for requests that want HTML and that no page took. */
  public void failed(RoutingContext context) {
    errors.write(context);
  }

  private void mountSearch(Router router) {
    get(router, "/", new SearchPage(services, stats)::show);
  }

  private void mountConversations(Router router) {
    var page = new ConversationPage(services);
    var previews = new PreviewPart(services);
    get(router, "/conversations/:id", page::show);
    get(router, "/conversations/:id/part", page::part);
    get(router, "/conversations/:id/markdown", page::markdown);
    get(router, "/preview/messages/:conversation/:message", previews::message);
    get(router, "/preview/memories/:memory", previews::memory);
    post(router, "/conversations/restore", Scope.WRITE, page::restore);
    post(router, "/conversations/:id/delete", Scope.WRITE, page::delete);
  }

  private void mountMemories(Router router) {
    var actions = new MemoryActions(services);
    get(router, "/memories", new MemoriesPage(services)::show);
    var report = new ReportPage(services);
    get(router, "/memories/report", report::show);
    post(router, "/memories/report/clean", Scope.WRITE, report::clean);
    post(router, "/memories/report/restore", Scope.WRITE, report::putBack);
    post(router, "/memories", Scope.WRITE, actions::add);
    post(router, "/memories/delete", Scope.WRITE, actions::deleteSelected);
    post(router, "/memories/restore", Scope.WRITE, actions::restore);
    post(router, "/memories/:id", Scope.WRITE, actions::save);
    post(router, "/memories/:id/keep", Scope.WRITE, actions::keep);
    post(router, "/memories/:id/dismiss", Scope.WRITE, actions::dismiss);
    post(router, "/memories/:id/delete", Scope.WRITE, actions::delete);
  }

  private void mountConnect(Router router) {
    var page = new ConnectPage(services);
    get(router, "/connect", page::show);
    post(router, "/connect/key", Scope.ADMIN, page::makeKey);
    post(router, "/connect/test", Scope.ADMIN, page::test);
    post(router, "/connect/browsers/:key/unpair", Scope.ADMIN, page::unpair);
  }

  private void mountSettings(Router router) {
    var settings = new SettingsPage(services, cookies);
    var status = new StatusPage(services, stats);
    get(router, "/status", status::show);
    get(router, "/status/diagnostics", status::diagnostics);
    post(router, "/status/retry", Scope.WRITE, status::retry);
    post(router, "/status/read-again", Scope.WRITE, status::readAgain);
    post(router, "/status/rebuild", Scope.ADMIN, status::rebuild);
    get(router, "/settings", settings::show);
    post(router, "/settings/theme", Scope.READ, settings::theme);
    post(router, "/settings/keyboard", Scope.READ, settings::keyboard);
    post(router, "/settings/keys", Scope.ADMIN, settings::makeKey);
    post(router, "/settings/keys/:key/revoke", Scope.ADMIN, settings::revokeKey);
    post(router, "/space", Scope.READ, signIn::chooseSpace);
    post(router, "/sign-out", Scope.READ, signIn::leave);
  }

  private void mountClients(Router router) {
    if (!(services.signIn() instanceof SignIn.Here here)) return;
    var consent = new ConsentPage(here.server());
    var clients = new ConnectedClients(here.server());
    get(router, "/authorize", consent::show);
    post(router, "/authorize", Scope.ADMIN, consent::decide);
    post(router, "/settings/connections/:connection/end", Scope.ADMIN, clients::disconnect);
    post(router, "/settings/clients", Scope.ADMIN, clients::enter);
    post(router, "/settings/clients/:client/forget", Scope.ADMIN, clients::forget);
  }

  private void mountSignIn(Router router) {
    router.route("/sign-in").handler(own).failureHandler(errors::write);
    router
        .get("/sign-in")
        .handler(services.dispatch().to(signIn::show))
        .failureHandler(errors::write);
    router.post("/sign-in").handler(bodies.room(Bodies.LARGEST_OF_STRANGERS));
    router.post("/sign-in").handler(form(Bodies.LARGEST_OF_STRANGERS));
    router
        .post("/sign-in")
        .handler(services.dispatch().to(signIn::enterByKey))
        .failureHandler(errors::write);
  }

  private void get(Router router, String path, Function<Visit, Answer> page) {
    router.get(path).handler(own).handler(pages.show(page)).failureHandler(errors::write);
  }

  private void post(Router router, String path, Scope scope, Function<Visit, Answer> action) {
    router.post(path).handler(own).failureHandler(errors::write);
    router.post(path).handler(bodies.room(LARGEST_FORM)).failureHandler(errors::write);
    router.post(path).handler(form(LARGEST_FORM)).failureHandler(errors::write);
    router.post(path).handler(pages.change(scope, action)).failureHandler(errors::write);
  }

  private static Handler<RoutingContext> form(long limit) {
    return BodyHandler.create(false).setBodyLimit(limit);
  }
}
