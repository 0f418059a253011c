/* Tokens by word, by lemma and by character. */
#include "objects.h"

#include <string.h>

/* Places by word, in text order; the numbers are those that the tokens have. */
PyObject *places_of(Doc *self, PyObject *words) {
    if (!self->tokens) return missing("tokens"), NULL;
    PyObject *found = PyDict_New();
    Py_ssize_t n = PyList_Size(self->tokens);
    for (Py_ssize_t i = 0; found && i < n; i++) {
        PyObject *word = PyList_GetItem(words, i), *place = ((Token *)PyList_GetItem(self->tokens, i))->i;
        PyObject *places = word ? PyDict_GetItemWithError(found, word) : NULL;
        if (places) {
            if (PyList_Append(places, place) < 0) Py_CLEAR(found);
            continue;
        }
        if (PyErr_Occurred() || !(places = PyList_New(1))) {
            Py_CLEAR(found);
            break;
        }
        PyList_SetItem(places, 0, Py_NewRef(place));
        if (PyDict_SetItem(found, word, places) < 0) Py_CLEAR(found);
        Py_DECREF(places);
    }
    return found;
}

static int mark(char *marks, Py_ssize_t n, PyObject *places) {
    Py_ssize_t count = PyList_Size(places);
    for (Py_ssize_t k = 0; k < count; k++) {
        Py_ssize_t at = number_in(places, k);
        if (at < 0) return -1;
        if (at < n) marks[at] = 1;
    }
    return 0;
}

/* Marks the places of the words wanted; goes through the smaller of the two. */
static int mark_words(char *marks, Py_ssize_t n, PyObject *wanted, PyObject *places) {
    PyObject *word, *some;
    if (PyDict_Size(places) < PySet_Size(wanted)) {
        Py_ssize_t at = 0;
        while (PyDict_Next(places, &at, &word, &some)) {
            int has = PySet_Contains(wanted, word);
            if (has < 0 || (has && mark(marks, n, some) < 0)) return -1;
        }
        return 0;
    }
    PyObject *iterator = PyObject_GetIter(wanted);
    if (!iterator) return -1;
    while ((word = PyIter_Next(iterator))) {
        some = PyDict_GetItemWithError(places, word);
        Py_DECREF(word);
        if (some && mark(marks, n, some) < 0) break;
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? -1 : 0;
}

/* What stands where one of the words does, by one way of looking or two: tokens or their places. */
static PyObject *marked(Doc *self, PyObject *wanted, PyObject *one, PyObject *two, int places) {
    if (!one || !self->tokens) return one ? (missing("tokens"), NULL) : NULL;
    if (!PyAnySet_Check(wanted)) return PyErr_SetString(PyExc_TypeError, "words come as a set"), NULL;
    Py_ssize_t n = PyList_Size(self->tokens);
    PyObject *found = PyList_New(0);
    char *marks = PyMem_Calloc((size_t)n + 1, 1), *at = marks;
    if (!found || !marks || mark_words(marks, n, wanted, one) < 0 ||
        (two && mark_words(marks, n, wanted, two) < 0)) {
        if (!marks) PyErr_NoMemory();
        Py_CLEAR(found);
    }
    while (found && (at = memchr(at, 1, (size_t)(marks + n - at)))) {
        PyObject *token = PyList_GetItem(self->tokens, at++ - marks);
        if (PyList_Append(found, places ? ((Token *)token)->i : token) < 0) Py_CLEAR(found);
    }
    PyMem_Free(marks);
    return found;
}

PyObject *doc_lemmas(Doc *self, PyObject *wanted) {
    PyObject *lemmas = doc_by_lower_lemma(self, NULL);
    PyObject *found = marked(self, wanted, lemmas, NULL, 0);
    Py_XDECREF(lemmas);
    return found;
}

static PyObject *by_two(Doc *self, PyObject *wanted, PyObject *lemmas, int places) {
    PyObject *words = lemmas ? doc_by_word(self, NULL) : NULL;
    PyObject *found = marked(self, wanted, words, lemmas, places);
    Py_XDECREF(words);
    Py_XDECREF(lemmas);
    return found;
}

PyObject *doc_worded(Doc *self, PyObject *wanted) {
    return by_two(self, wanted, doc_by_lower_lemma(self, NULL), 0);
}

PyObject *doc_among(Doc *self, PyObject *wanted) {
    return by_two(self, wanted, doc_by_lemma(self, NULL), 1);
}

PyObject *doc_char_span(Doc *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    Py_ssize_t given = names ? PyTuple_Size(names) : 0;
    int expand = 0, contract = 0;
    if (count != 2 || given > 1 ||
        (given && PyUnicode_CompareWithASCIIString(PyTuple_GetItem(names, 0), "alignment_mode")))
        return PyErr_SetString(PyExc_TypeError, "char_span(start, end, *, alignment_mode)"), NULL;
    if (given) {
        if (!PyUnicode_Check(args[2]))
            return PyErr_SetString(PyExc_TypeError, "no mode"), NULL;
        expand = PyUnicode_CompareWithASCIIString(args[2], "expand") == 0;
        contract = PyUnicode_CompareWithASCIIString(args[2], "contract") == 0;
    }
    Py_ssize_t start = PyNumber_AsSsize_t(args[0], NULL), end = PyNumber_AsSsize_t(args[1], NULL);
    if (PyErr_Occurred()) return NULL;
    if (!self->tokens) return missing("tokens"), NULL;
    Py_ssize_t length = PyUnicode_GetLength(self->text);
    if (start < 0 || !PyList_Size(self->starts) || end > length || end <= 0 || start >= length)
        return Py_NewRef(Py_None);
    Py_ssize_t first = place_before(self->starts, start) - 1;
    Py_ssize_t last = place_before(self->starts, end - 1) - 1;
    if (PyErr_Occurred()) return NULL;
    Py_ssize_t n = PyList_Size(self->starts), one = first < 0 ? first + n : first;
    Py_ssize_t two = last < 0 ? last + n : last;
    Py_ssize_t begun = number_in(self->starts, one), over = number_in(self->ends, two);
    if (PyErr_Occurred()) return NULL;
    if (!expand && !contract) {
        if (start != begun || end != over) return Py_NewRef(Py_None);
    } else if (contract) {
        first += begun < start;
        last -= end < over;
        if (last < first) return Py_NewRef(Py_None);
    } else {
        Py_ssize_t after = number_in(self->ends, one);
        if (after < 0) return NULL;
        first += start == after;
    }
    return span_of(self, first, last + 1);
}
