/* What makes a frozen record of named fields: sets its slots, as setting.py does in Python. */
#include "quick.h"

typedef struct {
    PyObject_HEAD
    PyObject *attributes;               /* what Python tells of a function: its name, signature ... */
    PyObject *names, *slots, *defaults; /* tuples of one length; a default is itself a tuple of one */
    int checks;                         /* whether the record looks at itself when it is made */
} Constructor;

static int constructor_traverse(Constructor *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE((PyObject *)self));
    Py_VISIT(self->attributes);
    Py_VISIT(self->names);
    Py_VISIT(self->slots);
    Py_VISIT(self->defaults);
    return 0;
}

static int constructor_clear(Constructor *self) {
    Py_CLEAR(self->attributes);
    Py_CLEAR(self->names);
    Py_CLEAR(self->slots);
    Py_CLEAR(self->defaults);
    return 0;
}

static void constructor_dealloc(Constructor *self) {
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    PyObject_GC_UnTrack(self);
    constructor_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF((PyObject *)type);
}

/* Constructor(names, slots, defaults, checks): names, member descriptors, and () or (default,). */
static PyObject *constructor_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *names, *slots, *defaults;
    int checks;
    (void)named;
    if (!PyArg_ParseTuple(args, "O!O!O!p", &PyTuple_Type, &names, &PyTuple_Type, &slots,
                          &PyTuple_Type, &defaults, &checks))
        return NULL;
    Py_ssize_t n = PyTuple_Size(names);
    int fit = PyTuple_Size(slots) == n && PyTuple_Size(defaults) == n;
    for (Py_ssize_t i = 0; fit && i < n; i++)
        fit = PyUnicode_Check(PyTuple_GetItem(names, i)) &&
              Py_IS_TYPE(PyTuple_GetItem(slots, i), &PyMemberDescr_Type) &&
              PyTuple_Check(PyTuple_GetItem(defaults, i)) &&
              PyTuple_Size(PyTuple_GetItem(defaults, i)) <= 1;
    if (!fit) return PyErr_SetString(PyExc_TypeError, "a constructor takes slots by name"), NULL;
    Constructor *self = (Constructor *)PyType_GenericAlloc(type, 0);
    if (!self) return NULL;
    self->names = Py_NewRef(names);
    self->slots = Py_NewRef(slots);
    self->defaults = Py_NewRef(defaults);
    self->checks = checks;
    return (PyObject *)self;
}

static PyObject *not_asked(Constructor *self, PyObject *named) {
    PyObject *name, *value;
    Py_ssize_t at = 0;
    while (PyDict_Next(named, &at, &name, &value)) {
        int known = PySequence_Contains(self->names, name);
        if (known < 0) return NULL;
        if (!known) return PyErr_Format(PyExc_TypeError, "there is no field %R", name);
    }
    return PyErr_SetString(PyExc_TypeError, "a field is named twice"), NULL;
}

static PyObject *constructor_call(Constructor *self, PyObject *args, PyObject *named) {
    static descrsetfunc set;
    static PyObject *check;
    if (!check && !(check = PyUnicode_InternFromString("__post_init__"))) return NULL;
    if (!set) set = (descrsetfunc)PyType_GetSlot(&PyMemberDescr_Type, Py_tp_descr_set);
    if (PyTuple_Size(args) != 1)
        return PyErr_SetString(PyExc_TypeError, "fields are given by name"), NULL;
    PyObject *record = PyTuple_GetItem(args, 0);
    Py_ssize_t n = PyTuple_Size(self->names), used = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *name = PyTuple_GetItem(self->names, i);
        PyObject *value = named ? PyDict_GetItemWithError(named, name) : NULL;
        if (value) {
            used++;
        } else {
            PyObject *otherwise = PyTuple_GetItem(self->defaults, i);
            if (PyErr_Occurred()) return NULL;
            if (PyTuple_Size(otherwise) == 0)
                return PyErr_Format(PyExc_TypeError, "the field %R is missing", name);
            value = PyTuple_GetItem(otherwise, 0);
        }
        if (set(PyTuple_GetItem(self->slots, i), record, value) < 0) return NULL;
    }
    if (named && PyDict_Size(named) != used) return not_asked(self, named);
    if (!self->checks) return Py_NewRef(Py_None);
    return PyObject_CallMethodObjArgs(record, check, NULL);
}

/* As a function is bound to what it is asked of. */
static PyObject *constructor_get(PyObject *self, PyObject *of, PyObject *type) {
    (void)type;
    if (!of || of == Py_None) return Py_NewRef(self);
    PyObject *types = PyImport_ImportModule("types"), *bound = NULL;
    if (types) bound = PyObject_CallMethod(types, "MethodType", "OO", self, of);
    Py_XDECREF(types);
    return bound;
}

static PyMemberDef members[] = {
    {"__dictoffset__", T_PYSSIZET, offsetof(Constructor, attributes), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef getters[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "Makes a frozen record of fields given by name."},
    {Py_tp_new, constructor_new}, {Py_tp_call, constructor_call},
    {Py_tp_descr_get, constructor_get}, {Py_tp_traverse, constructor_traverse},
    {Py_tp_clear, constructor_clear}, {Py_tp_dealloc, constructor_dealloc},
    {Py_tp_members, members}, {Py_tp_getset, getters}, {0, NULL},
};

PyType_Spec constructor_spec = {
    "legation.records.quick.Constructor", sizeof(Constructor), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_METHOD_DESCRIPTOR, slots,
};
