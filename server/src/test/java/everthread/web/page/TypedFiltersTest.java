package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Query.Kind;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TypedFiltersTest {
  @Test
  void filters_are_taken_out_of_the_words() {
    var typed = TypedFilters.read("restore site:Claude kind:memories role:user tag:#homelab disk");

    assertThat(typed.words()).isEqualTo("restore disk");
    assertThat(typed.sites()).containsExactly(Site.CLAUDE);
    assertThat(typed.kind()).isEqualTo(Kind.MEMORY);
    assertThat(typed.role()).isEqualTo(Role.USER);
    assertThat(typed.tag()).isEqualTo("homelab");
  }

  @Test
  void several_sites_add_up() {
    var typed = TypedFilters.read("site:claude site:gemini restore");

    assertThat(typed.sites()).containsExactlyInAnyOrder(Site.CLAUDE, Site.GEMINI);
  }

  @Test
  void dates_may_be_days_months_or_years() {
    var typed = TypedFilters.read("from:2026-03 to:2026-04-02 restore");

    assertThat(typed.from()).isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(typed.to()).isEqualTo(LocalDate.of(2026, 4, 2));
  }

  @Test
  void what_is_not_understood_stays_a_word() {
    var typed = TypedFilters.read("site:nowhere from:soon https://example.org/site:claude");

    assertThat(typed.words()).isEqualTo("site:nowhere from:soon https://example.org/site:claude");
    assertThat(typed.chips()).isEmpty();
  }

  @Test
  void a_chip_knows_the_text_without_it() {
    var typed = TypedFilters.read("restore site:claude disk");

    assertThat(typed.chips()).containsExactly(new TypedFilters.Chip("site:claude", "restore disk"));
  }
}
