package org.zhixing.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhixing.platform.problem.Refused;

/** ORG-4: what the service's keys promise. */
class KeyringTest {
    private static final String ONE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String TWO = "HwABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=";
    // Made with key one before there were versions.
    private static final String KEPT =
            "016e6f6e63652d69732d3132625636836cc04ef5acebbbdebc8e3c0e060ddd3e10d84a8cb3fa5424";
    private static final String SEALED = "ce07a55c3659c566152f0c8a0678ef1487e4a5732b4e2a11823c9b04ba373c94";
    private static final byte[] DATA = "110105".getBytes(StandardCharsets.UTF_8);

    @Test
    void oneKeyIsVersionOneAndReadsWhatItAlwaysRead() {
        Keyring keys = ring(ONE, null);
        assertThat(keys.active()).isEqualTo(1);
        byte[] kept = HexFormat.of().parseHex(KEPT);
        assertThat(keys.decrypt("member.phone", kept)).isEqualTo("19900001234");
        assertThat(HexFormat.of().formatHex(keys.seal("member.id_number", DATA)))
                .isEqualTo(SEALED);
    }

    @Test
    void theHighestVersionIsActiveUnlessAnotherIsChosen() {
        assertThat(ring("1:" + ONE + "\n2:" + TWO + "\n", null).active()).isEqualTo(2);
        assertThat(ring("2:" + TWO + ",1:" + ONE, null).active()).isEqualTo(2);
        Keyring first = ring("1:" + ONE + ", 2:" + TWO, "1");
        assertThat(first.active()).isEqualTo(1);
        assertThat(first.versions()).containsExactly(1, 2);
        assertThat(first.encrypt("a.b", "x")[0]).isEqualTo((byte) 1);
    }

    @Test
    void whatAnOlderKeyEncryptedIsReadAndWhatIsNewIsUnderTheActiveOne() {
        byte[] old = ring(ONE, null).encrypt("a.b", "19900001234");
        Keyring both = ring("1:" + ONE + " 2:" + TWO, null);
        assertThat(both.decrypt("a.b", old)).isEqualTo("19900001234");
        byte[] fresh = both.encrypt("a.b", "19900001234");
        assertThat(fresh[0]).isEqualTo((byte) 2);
        assertThat(ring("2:" + TWO, null).decrypt("a.b", fresh)).isEqualTo("19900001234");
    }

    @Test
    void aVersionThatIsNotThereIsNamed() {
        byte[] fresh = ring("1:" + ONE + " 2:" + TWO, null).encrypt("a.b", "x");
        assertThatThrownBy(() -> ring(ONE, null).decrypt("a.b", fresh)).satisfies(thrown -> {
            assertThat(((Refused) thrown).slug()).isEqualTo("key-version-missing");
            assertThat(((Refused) thrown).status()).isEqualTo(503);
            assertThat(((Refused) thrown).arguments()).containsExactly(2);
        });
        assertThatThrownBy(() -> ring("1:" + ONE, "2")).hasMessageContaining("version 2");
    }

    @Test
    void aCiphertextIsBoundToItsPlaceAndEveryChangedByteIsNoticed() {
        Keyring keys = ring("1:" + ONE + " 2:" + TWO, null);
        byte[] whole = keys.encrypt("member.phone", "19900001234");
        assertThatThrownBy(() -> keys.decrypt("member.id_number", whole)).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 3; // Turns version 2 into version 1 too.
            assertThatThrownBy(() -> keys.decrypt("member.phone", changed))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> keys.decrypt("member.phone", new byte[] {2}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealsComeUnderEveryVersionTheActiveOneFirst() {
        Keyring both = ring("1:" + ONE + " 2:" + TWO, null);
        assertThat(both.seals("p", DATA))
                .containsExactly(both.seal("p", DATA), ring(ONE, null).seal("p", DATA));
        assertThat(both.seal(1, "p", DATA)).isEqualTo(ring(ONE, null).seal("p", DATA));
        assertThat(both.seal(2, "p", DATA)).isEqualTo(both.seal("p", DATA)).isNotEqualTo(both.seal(1, "p", DATA));
        assertThat(both.seal("q", DATA)).isNotEqualTo(both.seal("p", DATA));
    }

    @Test
    void aSignatureIsVerifiedWithThePublicKeyOfItsVersionOnEveryReplica() throws Exception {
        Signature signature = ring("1:" + ONE + " 2:" + TWO, null).sign(DATA);
        assertThat(signature.version()).isEqualTo(2);
        Keyring other = ring("1:" + ONE + " 2:" + TWO, "1");
        assertThat(verifies(other.publicKey(2), DATA, signature.bytes())).isTrue();
        assertThat(verifies(other.publicKey(1), DATA, signature.bytes())).isFalse();
        assertThat(verifies(other.publicKey(2), "110106".getBytes(StandardCharsets.UTF_8), signature.bytes()))
                .isFalse();
    }

    @Test
    void aRingThatIsWrongIsRefusedWithoutBeingRepeated() {
        for (String wrong : new String[] {
            "",
            "1:" + ONE + " 1:" + TWO,
            "1:" + ONE + " 2:" + ONE,
            ONE + " " + TWO,
            "0:" + ONE,
            "128:" + ONE,
            "1:AAEC",
            "1:?secret?",
            "?secret?"
        }) {
            assertThatThrownBy(() -> ring(wrong, null))
                    .as(wrong)
                    .isInstanceOf(IllegalStateException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(ONE, TWO, "AAEC", "secret"));
        }
        assertThatThrownBy(() -> ring(ONE, "first")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNewKeyFileIsItsOwnersAloneAndKeepsItsKey(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/field.key");
        Keyring made = new Keyring(Optional.empty(), Optional.of(file.toString()), Optional.empty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.othersRead(file)).isFalse();
        Keyring again = new Keyring(Optional.empty(), Optional.of(file.toString()), Optional.empty());
        assertThat(again.decrypt("a.b", made.encrypt("a.b", "x"))).isEqualTo("x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KeyFile.othersRead(file)).isTrue();
    }

    @Test
    void aFileMayHoldSeveralKeysByLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("field.key"), "1:" + ONE + "\n2:" + TWO + "\n");
        Keyring keys = new Keyring(Optional.empty(), Optional.of(file.toString()), Optional.of("1"));
        assertThat(keys.versions()).containsExactly(1, 2);
        assertThat(keys.active()).isEqualTo(1);
        assertThat(Base64.getDecoder().decode(ONE)).hasSize(32);
    }

    private static Keyring ring(String keys, String active) {
        return new Keyring(MasterKeys.parse(keys, active));
    }

    private static boolean verifies(String publicKey, byte[] data, byte[] signature) throws Exception {
        var verifier = java.security.Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
        verifier.update(data);
        return verifier.verify(signature);
    }
}
