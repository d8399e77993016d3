package org.zhixing.platform.web;

/** A multipart body whose public fields are its parts; two are the same request when their parts and files are. */
public interface Form {}
