package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnerStoreTest {
  private final OwnerStore owners = new OwnerStore(RealPostgres.database());
  private final PgKeyStore keys = new PgKeyStore(RealPostgres.database());

  @Test
  void there_is_one_owner_however_often_one_asks() {
    assertThat(owners.owner()).isEqualTo(owners.owner());
  }

  @Test
  void a_preset_key_takes_the_place_of_the_one_before_and_gives_it_back() {
    var own = OwnerStore.newSecret();
    var preset = OwnerStore.newSecret();
    owners.install(owners.owner(), own);

    owners.install(owners.owner(), preset);
    assertThat(keys.find(own)).isEmpty();
    assertThat(keys.find(preset)).isPresent();

    owners.install(owners.owner(), own);
    assertThat(keys.find(own)).isPresent();
    assertThat(keys.find(preset)).isEmpty();
  }
}
