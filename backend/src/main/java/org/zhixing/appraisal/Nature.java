package org.zhixing.appraisal;

/** 不适应 or 不符合. */
public enum Nature {
    MALADAPTED,
    NONCONFORMING
}
