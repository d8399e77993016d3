package org.zhixing.campaign;

/** The three phases, in their order: 学习动员、分析评议、整改提高. */
public enum PhaseKind {
    STUDY,
    APPRAISAL,
    RECTIFICATION
}
