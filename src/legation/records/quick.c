/* The type of closed sets whose members are read as plain class attributes, in Python 3.11.
 *
 * There each `Kind.PERSON` goes through two hooks in search of an attribute that is found at once:
 * a quarter of a microsecond, three times a word. Python 3.12 has mended it.
 */
#include "quick.h"

static getattrofunc look_up; /* of plain classes */
static PyObject *otherwise;  /* what the enum does about an attribute that is not there */

static PyObject *attribute(PyObject *of, PyObject *name) {
    PyObject *found = look_up(of, name);
    if (found || !PyErr_ExceptionMatches(PyExc_AttributeError)) return found;
    PyErr_Clear();
    return PyObject_CallFunctionObjArgs(otherwise, of, name, NULL);
}

static PyType_Slot slots[] = {{Py_tp_getattro, attribute}, {0, NULL}};

static PyType_Spec spec = {
    "legation.records.quick.QuickEnumType", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "quick", NULL, -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_quick(void) {
    PyObject *made = NULL, *kind = NULL, *base = NULL, *enums = PyImport_ImportModule("enum");
    if (enums) base = PyObject_GetAttrString(enums, "EnumType");
    if (base) otherwise = PyObject_GetAttrString(base, "__getattr__");
    look_up = (getattrofunc)PyType_GetSlot(&PyType_Type, Py_tp_getattro);
    if (otherwise) kind = PyType_FromSpecWithBases(&spec, base);
    if (kind) made = PyModule_Create(&module);
    PyObject *constructor = made ? PyType_FromSpec(&constructor_spec) : NULL;
    if (made && (!constructor || PyModule_AddObjectRef(made, "QuickEnumType", kind) < 0 ||
                 PyModule_AddObjectRef(made, "Constructor", constructor) < 0))
        Py_CLEAR(made);
    Py_XDECREF(constructor);
    Py_XDECREF(kind);
    Py_XDECREF(base);
    Py_XDECREF(enums);
    return made;
}
