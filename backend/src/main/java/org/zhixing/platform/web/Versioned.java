package org.zhixing.platform.web;

/** Something with a version that grows with every change: its ETag. */
public interface Versioned {
    long version();
}
