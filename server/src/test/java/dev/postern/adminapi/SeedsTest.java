package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.postern.api.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S25: one stolen admin key is not all seeds")
class SeedsTest {
  /// What the API answers with holds a secret in these cases only: a key for this API when it is
  /// made, and a gateway's shared secret when it is. No answer is made for a token's.
  @Test
  void noAnswerHoldsTheSeedOfAToken() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.postern.api", "dev.postern.adminapi");
    assertThat(classes.stream().filter(SeedsTest::secretive).filter(SeedsTest::answered))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder("KeyCreated", "LoginReply", "GatewayCreated", "SecretRotated");
  }

  private static boolean secretive(JavaClass wire) {
    return wire.getFields().stream()
        .anyMatch(field -> field.getRawType().isEquivalentTo(Secret.class));
  }

  private static boolean answered(JavaClass wire) {
    return wire.getConstructorCallsToSelf().stream()
        .anyMatch(call -> call.getOriginOwner().getPackageName().equals("dev.postern.adminapi"));
  }
}
