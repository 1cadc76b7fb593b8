package everthread.web.mcp.conformance;

import everthread.web.mcp.protocol.Content;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.Prompt;
import everthread.web.mcp.protocol.ResourceContents;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The prompts that the conformance suite asks for, as its scenarios describe them. */
final class FixturePrompts {
  private FixturePrompts() {}

  private record Fixture(
      String name,
      List<Argument> arguments,
      BiFunction<Exchange, Map<String, String>, List<Line>> work)
      implements Prompt {
    @Override
    public String title() {
      return name;
    }

    @Override
    public String description() {
      return "For the conformance suite.";
    }

    @Override
    public List<Line> get(Exchange exchange, Map<String, String> arguments) {
      return work.apply(exchange, arguments);
    }

    @Override
    public List<String> complete(Exchange exchange, String argument, String begun) {
      return Stream.of("paris", "park", "party").filter(one -> one.startsWith(begun)).toList();
    }
  }

  static List<Prompt> all() {
    return List.of(
        new Fixture(
            "test_simple_prompt",
            List.of(),
            (exchange, given) -> List.of(text("This is a simple prompt for testing."))),
        new Fixture(
            "test_prompt_with_arguments",
            List.of(argument("arg1"), argument("arg2")),
            (exchange, given) ->
                List.of(
                    text(
                        "Prompt with arguments: arg1='%s', arg2='%s'"
                            .formatted(given.get("arg1"), given.get("arg2"))))),
        new Fixture(
            "test_prompt_with_embedded_resource",
            List.of(argument("resourceUri")),
            (exchange, given) ->
                List.of(
                    new Prompt.Line(
                        new Content.Embedded(
                            new ResourceContents.Text(
                                given.getOrDefault("resourceUri", ""),
                                "text/plain",
                                "Embedded resource content for testing."))),
                    text("Please process the embedded resource above."))),
        new Fixture(
            "test_prompt_with_image",
            List.of(),
            (exchange, given) ->
                List.of(
                    new Prompt.Line(
                        new Content.Media(Content.Kind.IMAGE, FixtureTools.PNG, "image/png")),
                    text("Please analyze the image above."))),
        new Fixture(
            "test_input_required_result_prompt",
            List.of(),
            (exchange, given) ->
                List.of(
                    text(
                        FixtureTools.field(
                            exchange,
                            "user_context",
                            "What context should the prompt use?",
                            "context")))));
  }

  private static Prompt.Argument argument(String name) {
    return new Prompt.Argument(name, name, "A test argument", true);
  }

  private static Prompt.Line text(String text) {
    return new Prompt.Line(new Content.Text(text));
  }
}
