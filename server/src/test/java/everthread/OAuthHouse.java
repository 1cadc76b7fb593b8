package everthread;

/** A server for the official OAuth clients, with a site beside it that describes one of them. */
final class OAuthHouse {
  private OAuthHouse() {}

  /** Serves until the process is ended; prints where, as JSON on one line. */
  public static void main(String[] args) {
    var site = new ClientSite();
    var house = OneServer.outside(site);
    var id = site.at("/client.json");
    site.page(
        "/client.json",
        "application/json",
        "{\"client_id\":\""
            + id
            + "\",\"client_name\":\"Official client\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],"
            + "\"token_endpoint_auth_method\":\"none\"}");
    Runtime.getRuntime().addShutdownHook(new Thread(house::close));
    System.out.println(
        "{\"address\":\""
            + house.server().address()
            + "\",\"signIn\":\""
            + house.server().signInLink()
            + "\",\"document\":\""
            + id
            + "\"}");
  }
}
