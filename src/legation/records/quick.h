/* What the files of the module `quick` share. */
#ifndef LEGATION_QUICK_H
#define LEGATION_QUICK_H
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <structmember.h>
#include <stddef.h>

extern PyType_Spec constructor_spec;

#endif
