package org.zhixing.platform.crypto;

/** An Ed25519 signature and the key version that made it: {@link Keyring#publicKey} of that version verifies it. */
public record Signature(int version, byte[] bytes) {}
