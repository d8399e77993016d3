package org.zhixing.platform.openapi;

/** The contract's chapters. */
public final class Tags {
    public static final String IDENTITY = "identity";
    public static final String AUDIT = "audit";
    public static final String ORGANIZATION = "organization";
    public static final String IMPORT = "import";
    public static final String CAMPAIGN = "campaign";
    public static final String STUDY = "study";
    public static final String DISCUSSION = "discussion";
    public static final String APPRAISAL = "appraisal";
    public static final String RECTIFICATION = "rectification";
    public static final String OUTCOME = "outcome";
    public static final String PROGRESS = "progress";
    public static final String REMINDER = "reminder";
    public static final String OPERATION = "operation";

    private Tags() {}
}
