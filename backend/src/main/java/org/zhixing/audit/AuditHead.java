package org.zhixing.audit;

/** Where a chain of the record ends: its last row's number and hash; number 0 and zeros where it has none yet. */
public record AuditHead(int chain, long sequence, byte[] hash) {}
