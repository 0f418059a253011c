/* The compiled kind of the module: the types and `children`. */
#include "objects.h"

static PyMethodDef functions[] = {
    {"children", (PyCFunction)(void (*)(void))children_of, METH_FASTCALL,
     "The children with one of the labels, in text order."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "compiled", NULL, -1, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_compiled(void) {
    TokenType = (PyTypeObject *)PyType_FromSpec(&token_spec);
    SpanType = (PyTypeObject *)PyType_FromSpec(&span_spec);
    DocType = (PyTypeObject *)PyType_FromSpec(&doc_spec);
    PyObject *made = TokenType && SpanType && DocType ? PyModule_Create(&module) : NULL;
    if (made && (PyModule_AddObjectRef(made, "Token", (PyObject *)TokenType) < 0 ||
                 PyModule_AddObjectRef(made, "Span", (PyObject *)SpanType) < 0 ||
                 PyModule_AddObjectRef(made, "Doc", (PyObject *)DocType) < 0))
        Py_CLEAR(made);
    return made;
}
